package dev.millrace.e2e;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that is set by hand. While it is held, whoever has looked at it goes on later, as a
 * thread does that has lost its processor.
 */
final class SlowClock extends Clock {
  private long now;
  private boolean held;
  private int waiting;

  SlowClock(long now) {
    this.now = now;
  }

  synchronized void set(long millis) {
    now = millis;
  }

  synchronized void hold() {
    held = true;
  }

  synchronized void release() {
    held = false;
    notifyAll();
  }

  /** How many have looked at it and not gone on. */
  synchronized int waiting() {
    return waiting;
  }

  @Override
  public synchronized long millis() {
    long seen = now;
    waiting++;
    while (held) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError("nobody ends the gateway while its clock is held", e);
      }
    }
    waiting--;
    return seen;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
