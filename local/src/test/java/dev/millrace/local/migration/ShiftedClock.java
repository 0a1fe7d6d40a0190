package dev.millrace.local.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of this machine, until it is put forward. */
final class ShiftedClock extends Clock {
  private volatile Duration shift = Duration.ZERO;

  void forward(Duration time) {
    shift = shift.plus(time);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(shift);
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
