package dev.millrace.fleet.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What came of a fan-out. */
public final class FanOutFigures {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final FanOutTally tally;
  private final Histogram latencies;

  FanOutFigures(FanOutTally tally, Histogram latencies) {
    this.tally = tally;
    this.latencies = latencies;
  }

  /** How many observers the server took. */
  public int registered() {
    return tally.registered;
  }

  /** First notifications of a change to an observer. */
  public long notified() {
    return latencies.getTotalCount();
  }

  /**
   * Notifications that did not come before the next change. A server may leave some out (RFC 7641
   * section 1.3), but has to bring everybody to the last state.
   */
  public long missing() {
    return tally.changes * tally.registered - notified();
  }

  /** A percentile of the time from a change's request to a notification of it. */
  public double millis(double percent) {
    return latencies.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  /** All figures by name. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("registered", registered());
    map.put("changes", tally.changes);
    map.put("changesAnswered", tally.changesAnswered);
    map.put("refused", tally.refused);
    map.put("notified", notified());
    map.put("missing", missing());
    map.put("repeated", tally.repeated);
    map.put("unexpected", tally.unexpected);
    map.put("notSent", tally.notSent);
    map.put("p50Millis", millis(50));
    map.put("p99Millis", millis(99));
    map.put("maxMillis", millis(100));
    return map;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
