package dev.millrace.fleet;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * What a fleet has done so far, as of one moment. Every exchange counts once, so {@code sent =
 * acknowledged + all refused + reset + unknown + outstanding}.
 *
 * @param devices simulated devices
 * @param sent exchanges begun; retransmissions are not counted here
 * @param acknowledged exchanges answered by 2.xx
 * @param refused exchanges answered by another code, by code such as {@code 5.03}
 * @param reset exchanges answered by a Reset
 * @param unknown exchanges without an answer that is still awaited
 * @param outstanding exchanges whose answer is still awaited
 * @param retransmissions datagrams sent again for want of an acknowledgement
 * @param repeats exchanges that send a reading again after 5.03
 * @param skipped readings that were due and never sent, since the device's queue was full or the
 *     fleet was stopped
 * @param unexpected datagrams received that were malformed or belonged to no exchange
 * @param undelivered datagrams that the system refused to send
 * @param roundTrips a copy: microseconds from first transmission to response
 */
public record FleetStats(
    int devices,
    long sent,
    long acknowledged,
    SortedMap<String, Long> refused,
    long reset,
    long unknown,
    long outstanding,
    long retransmissions,
    long repeats,
    long skipped,
    long unexpected,
    long undelivered,
    Histogram roundTrips) {

  /** All refusals. */
  public long refusals() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Median round-trip time, 0 before the first response. */
  public Duration p50() {
    return percentile(50);
  }

  /** 99th percentile of the round-trip time, 0 before the first response. */
  public Duration p99() {
    return percentile(99);
  }

  /** Longest round-trip time, 0 before the first response. */
  public Duration max() {
    return Duration.of(roundTrips.getMaxValue(), ChronoUnit.MICROS);
  }

  private Duration percentile(double percent) {
    return Duration.of(roundTrips.getValueAtPercentile(percent), ChronoUnit.MICROS);
  }
}
