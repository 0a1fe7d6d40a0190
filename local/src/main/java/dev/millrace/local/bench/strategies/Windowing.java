package dev.millrace.local.bench.strategies;

import dev.millrace.api.CountWindowSpec;
import dev.millrace.api.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Windows of a stage that counts: by event time, or by number of records.
 *
 * @param millis length, 0 if it is by number
 * @param records in each, 0 if it is by time
 */
record Windowing(long millis, long records) {
  private static final String COUNT = "n";

  static Windowing ofMillis(long millis) {
    return new Windowing(millis, 0);
  }

  static Windowing ofRecords(long records) {
    return new Windowing(0, records);
  }

  WindowSpec spec() {
    Map<String, String> emit = Map.of(COUNT, "count()");
    return records > 0
        ? new WindowSpec(null, null, null, new CountWindowSpec((int) records, null), emit)
        : new WindowSpec(millis + "ms", null, null, null, emit);
  }

  /** From the last record that a result counts to the one that causes the result. */
  int lag() {
    return records > 0 ? 0 : 1;
  }

  /**
   * What a run without any move makes of records of all keys together.
   *
   * @param eventMillis of the records, in the order of the log, never going back
   * @return by serial number of the record that causes it, how many records a result counts
   */
  Map<Long, Long> expected(long[] eventMillis) {
    Map<Long, Long> expected = new TreeMap<>();
    long count = 0;
    for (int i = 0; i < eventMillis.length; i++) {
      boolean closes =
          records == 0 && i > 0 && eventMillis[i] / millis != eventMillis[i - 1] / millis;
      if (closes) {
        expected.put(i + 1L, count);
        count = 0;
      }
      count++;
      if (records > 0 && count == records) {
        expected.put(i + 1L, count);
        count = 0;
      }
    }
    return expected;
  }

  /**
   * Results that a run without any move would not have given. Windows by number may begin anywhere,
   * so of those only the count can tell.
   */
  long unexpected(List<Counted> results, long[] eventMillis) {
    Map<Long, Long> expected = records > 0 ? Map.of() : expected(eventMillis);
    return results.stream()
        .filter(
            result ->
                records > 0
                    ? result.count() != records
                    : !Long.valueOf(result.count()).equals(expected.get(result.sn())))
        .count();
  }

  /** The serial number that the last result has at least, once all have come. */
  long lastSn(long[] eventMillis) {
    return records > 0
        ? Math.max(1, eventMillis.length - records + 1)
        : expected(eventMillis).keySet().stream().mapToLong(sn -> sn).max().orElse(0);
  }
}
