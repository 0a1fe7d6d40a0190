package dev.millrace.controllog;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How far a log has been read, and when it was known to have been read to its end. The follower
 * moves it, anybody waits for it. Thread-safe.
 */
final class ReadPosition {
  private static final long NONE = -1;

  private final String log;
  private long next = NONE;
  private long awaitedEnd = NONE;
  private long awaitedAsked;
  private long readToEnd;
  private boolean everReadToEnd;
  private ControlLogException failure;

  ReadPosition(String log) {
    this.log = log;
  }

  /** Reading begins, or begins anew. */
  synchronized void startAt(long offset) {
    next = offset;
    awaitedEnd = NONE;
    notifyAll();
  }

  /** Everything before {@code offset} has been read, and handed to whoever follows it. */
  synchronized void reached(long offset) {
    if (offset == next) {
      return;
    }
    next = offset;
    if (awaitedEnd != NONE && next >= awaitedEnd) {
      readToEndAt(awaitedAsked);
      awaitedEnd = NONE;
    }
    notifyAll();
  }

  /**
   * The log ended at {@code end} or later when its end was asked for. The first that has not been
   * reached is kept, so that a log that always grows is known to be read to some end.
   */
  synchronized void endWas(long askedNanos, long end) {
    if (next >= end) {
      readToEndAt(askedNanos);
    } else if (awaitedEnd == NONE) {
      awaitedEnd = end;
      awaitedAsked = askedNanos;
    }
  }

  /** Reading has ended for good; the first reason counts. */
  synchronized void failed(ControlLogException reason) {
    if (failure == null) {
      failure = reason;
    }
    notifyAll();
  }

  /** Time of {@link System#nanoTime} of the latest request whose end has been read up to. */
  synchronized OptionalLong lastReadToEnd() {
    return everReadToEnd ? OptionalLong.of(readToEnd) : OptionalLong.empty();
  }

  /** Waits until everything before {@code offset} has been read. */
  synchronized void await(long offset, Deadline deadline)
      throws ControlLogException, InterruptedException {
    while (true) {
      check();
      if (next >= offset) {
        return;
      }
      long left = deadline.left();
      if (left <= 0) {
        throw new ControlLogException(
            "%s has been read to offset %d only, not to %d, in time. See that its broker runs and can be reached from here."
                .formatted(log, next, offset));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Whether reading has ended. */
  synchronized boolean hasFailed() {
    return failure != null;
  }

  /** Throws why reading has ended, if it has. */
  synchronized void check() throws ControlLogException {
    if (failure != null) {
      throw new ControlLogException(failure.getMessage(), failure);
    }
  }

  private void readToEndAt(long askedNanos) {
    if (!everReadToEnd || askedNanos - readToEnd > 0) {
      readToEnd = askedNanos;
      everReadToEnd = true;
    }
  }
}
