package dev.millrace.local.bench;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Wall time that never jumps, and can be compared with {@link System#nanoTime}. */
public final class MonotonicClock extends Clock {
  private final long millis = System.currentTimeMillis();
  private final long nanos = System.nanoTime();

  /** The nanosecond at which a millisecond of this clock began. */
  public long nanosAt(long epochMillis) {
    return nanos + TimeUnit.MILLISECONDS.toNanos(epochMillis - millis);
  }

  @Override
  public long millis() {
    return millis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
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
    return this;
  }
}
