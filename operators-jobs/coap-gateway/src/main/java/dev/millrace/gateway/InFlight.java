package dev.millrace.gateway;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the messages that are not answered yet, and bounds their number and their bytes. */
final class InFlight {
  private final int maxMessages;
  private final long maxBytes;
  private int messages;
  private long bytes;

  InFlight(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /** Takes a message in unless there is no room; one that is in has to {@link #leave}. */
  synchronized boolean tryEnter(int size) {
    if (messages >= maxMessages || bytes + size > maxBytes) {
      return false;
    }
    messages++;
    bytes += size;
    return true;
  }

  synchronized void leave(int size) {
    messages--;
    bytes -= size;
    if (messages == 0) {
      notifyAll();
    }
  }

  synchronized int messages() {
    return messages;
  }

  synchronized long bytes() {
    return bytes;
  }

  /** Waits until nothing is in flight; false if that takes longer than the bound. */
  synchronized boolean awaitEmpty(Duration bound) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    while (messages > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
