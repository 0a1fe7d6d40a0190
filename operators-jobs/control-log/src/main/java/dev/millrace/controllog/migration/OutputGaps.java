package dev.millrace.controllog.migration;

import dev.millrace.controllog.OutputTimes;
import dev.millrace.stream.handover.Handover;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * For how long no output of a partition came while it changed hands, from what both replicas say of
 * their own outputs. Times are those of whoever hears the reports, less what the reports say; of
 * several reports about one output the one that came fastest counts, so the error is the difference
 * of the shortest times that a report of each takes.
 */
final class OutputGaps {
  private static final double MICROS_PER_MILLI = 1e3;

  private final Map<String, Heard> replicas = new HashMap<>();
  private Handover opening;
  private long cut;
  private long usualMicros;

  /** One output of a replica. */
  private record At(long sn, long nanos) {
    At orEarlier(long otherSn, long otherNanos) {
      return sn == otherSn && nanos - otherNanos < 0 ? this : new At(otherSn, otherNanos);
    }
  }

  private static final class Heard {
    private At first = new At(0, 0);
    private At last = new At(0, 0);
    private long longestMicros;
  }

  /** A replica has said so, and it was heard at {@code nowNanos}. */
  void reported(String replica, OutputTimes times, long nowNanos) {
    Heard of = heard(replica);
    of.first = of.first.orEarlier(times.firstSn(), before(nowNanos, times.firstMicrosAgo()));
    of.last = of.last.orEarlier(times.lastSn(), before(nowNanos, times.lastMicrosAgo()));
    of.longestMicros = times.longestGapMicros();
  }

  private static long before(long nowNanos, long micros) {
    return nowNanos - TimeUnit.MICROSECONDS.toNanos(micros);
  }

  /** The owner has been asked to let go: what it has said last was said while nothing moved. */
  void switched(String from) {
    usualMicros = heard(from).longestMicros;
  }

  /** The partition has changed hands behind this serial number. */
  void opened(Handover handover, long atSn) {
    opening = handover;
    cut = atSn;
  }

  private Heard heard(String replica) {
    return replicas.computeIfAbsent(replica, any -> new Heard());
  }

  /**
   * From the last output of the one that let go to the first of the other one, in milliseconds;
   * null if one of them is not known, and behind a fence, where nobody says what the lost owner has
   * still sent.
   */
  Double millis() {
    if (opening == null || opening.fence()) {
      return null;
    }
    At last = heard(opening.from()).last;
    At first = heard(opening.to()).first;
    if (last.sn() == 0 || last.sn() > cut || first.sn() <= cut) {
      return null;
    }
    return Math.max(0, TimeUnit.NANOSECONDS.toMicros(first.nanos() - last.nanos()))
        / MICROS_PER_MILLI;
  }

  /** The longest in the ten seconds before the last switch; null if there was none. */
  Double usualMillis() {
    return usualMicros == 0 ? null : usualMicros / MICROS_PER_MILLI;
  }
}
