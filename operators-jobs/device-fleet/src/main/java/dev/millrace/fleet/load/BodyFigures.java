package dev.millrace.fleet.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What all clients have to tell of their bodies. */
public final class BodyFigures {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double MEBI = 1 << 20;

  private final BodyPlan plan;
  private final double seconds;
  private final BodyTally tally;
  private final Histogram latencies;

  BodyFigures(BodyPlan plan, long nanos, BodyTally tally, Histogram latencies) {
    this.plan = plan;
    this.seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
    this.tally = tally;
    this.latencies = latencies;
  }

  /** Bodies that were transferred whole in the measured time. */
  public long bodies() {
    return tally.bodies;
  }

  /** The same a second. */
  public double bodiesPerSecond() {
    return tally.bodies / seconds;
  }

  /** Answered messages a second. */
  public double blocksPerSecond() {
    return tally.blocks / seconds;
  }

  /** Bodies of which a message was not answered in time, since the beginning of the load. */
  public long lostInAll() {
    return tally.lostInAll;
  }

  /** Bodies that ended with an answer that did not fit to those before. */
  public long wrong() {
    return tally.wrong;
  }

  /** A percentile of the time that a whole body took, in milliseconds. */
  public double millis(double percent) {
    return latencies.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  /** All figures by name. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("clients", plan.clients());
    map.put("seconds", seconds);
    map.put("bodiesPerSecond", bodiesPerSecond());
    map.put("blocksPerSecond", blocksPerSecond());
    map.put("mibPerSecond", bodiesPerSecond() * plan.request().bodyBytes() / MEBI);
    map.put("p50Millis", millis(50));
    map.put("p99Millis", millis(99));
    map.put("maxMillis", latencies.getMaxValue() / NANOS_PER_MILLI);
    map.put("bodies", tally.bodies);
    map.put("lost", tally.lost);
    map.put("lostInAll", tally.lostInAll);
    map.put("refused", tally.refused);
    map.put("wrong", tally.wrong);
    map.put("unfinished", tally.unfinished);
    map.put("unexpected", tally.unexpected);
    map.put("notSent", tally.notSent);
    map.put("portsChanged", tally.portsChanged);
    return map;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
