package dev.millrace.operator.status;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that remember what was put last, and forget the oldest beyond a bound. */
public final class RecentMap {
  private static final int MOST = 10_000;

  private RecentMap() {}

  /** An empty, thread-safe one of at most 10,000 entries. */
  public static <K, V> Map<K, V> create() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
          }
        });
  }
}
