package dev.millrace.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The cars of the gateways' topics by what becomes of them: a window counts those that are in time.
 * That follows from the order of the log alone (docs/stages.md, Windows by time).
 */
record Arrivals(List<Crossing> inTime, List<Crossing> late) {
  /** The stages' {@code window.tumbling} and {@code allowedLateness}. */
  private static final long WINDOW_MILLIS = 5_000;

  private static final long LATENESS_MILLIS = 1_000;

  /** Divides them; {@code log} has the records of each partition in their order. */
  static Arrivals of(List<Logged> log) {
    List<Crossing> inTime = new ArrayList<>();
    List<Crossing> late = new ArrayList<>();
    Map<TopicPartition, Long> logTimes = new HashMap<>();
    for (Logged one : log) {
      long logTime = logTimes.merge(one.partition(), one.time(), Math::max);
      boolean open = deadline(one.time()) > logTime;
      one.crossing().ifPresent((open ? inTime : late)::add);
    }
    return new Arrivals(inTime, late);
  }

  /** Of the only window that a record of this time belongs to. */
  private static long deadline(long time) {
    return time - Math.floorMod(time, WINDOW_MILLIS) + WINDOW_MILLIS + LATENESS_MILLIS;
  }
}
