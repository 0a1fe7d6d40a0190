package dev.millrace.controllog;

import java.time.Duration;

/**
 * Asks for the log's end again and again, one question at a time, so that it is known up to which
 * moment the log has been read. Its caller does not wait for answers.
 */
final class EndWatch {
  private static final long INTERVAL_NANOS = Duration.ofMillis(250).toNanos();

  private final LogBounds bounds;
  private final ReadPosition position;
  private volatile boolean asking;
  private boolean everAsked;
  private long asked;

  EndWatch(LogBounds bounds, ReadPosition position) {
    this.bounds = bounds;
    this.position = position;
  }

  /** Asks, unless an answer is due or the last question was a moment ago. One thread. */
  void askIfDue() {
    long now = System.nanoTime();
    if (asking || everAsked && now - asked < INTERVAL_NANOS) {
      return;
    }
    asking = true;
    everAsked = true;
    asked = now;
    bounds
        .askEnd()
        .whenComplete(
            (end, error) -> {
              // Without an answer the lease is not renewed, which is all that has to be seen of it.
              if (error == null) {
                position.endWas(now, end);
              }
              asking = false;
            });
  }
}
