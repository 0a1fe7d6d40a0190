package dev.millrace.controllog.migration;

import dev.millrace.controllog.ProgressReport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The last report of each replica of a stage in each partition, and when it came. Thread-safe. */
final class HeardReports {
  private static final long NEVER = Long.MAX_VALUE;

  private final Map<Integer, Map<String, Heard>> heard = new HashMap<>();

  private record Heard(ProgressReport report, long nanos) {}

  synchronized void take(ProgressReport report, long nowNanos) {
    heard
        .computeIfAbsent(report.partition(), any -> new HashMap<>())
        .put(report.replica(), new Heard(report, nowNanos));
  }

  /** The last report, or null. */
  synchronized ProgressReport last(int partition, String replica) {
    Heard last = heard.getOrDefault(partition, Map.of()).get(replica);
    return last == null ? null : last.report();
  }

  /** How long a replica has said nothing. */
  synchronized long silentMillis(int partition, String replica, long nowNanos) {
    Heard last = heard.getOrDefault(partition, Map.of()).get(replica);
    return last == null ? NEVER : TimeUnit.NANOSECONDS.toMillis(nowNanos - last.nanos());
  }
}
