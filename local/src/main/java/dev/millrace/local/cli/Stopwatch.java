package dev.millrace.local.cli;

import java.time.Duration;

/** Measures from the first time that something is so. */
final class Stopwatch {
  private long startedAt;
  private boolean runs;

  void startIf(boolean begins) {
    if (begins && !runs) {
      startedAt = System.nanoTime();
      runs = true;
    }
  }

  Duration elapsed() {
    return runs ? Duration.ofNanos(System.nanoTime() - startedAt) : Duration.ZERO;
  }
}
