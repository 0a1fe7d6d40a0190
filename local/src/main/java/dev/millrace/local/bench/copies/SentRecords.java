package dev.millrace.local.bench.copies;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The records of an input log by device, each known by its stamp. */
public final class SentRecords {
  private final Map<String, long[]> stamps = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private long size;

  /**
   * Adds the next record of a device, in the order of the log.
   *
   * @param stamp more than the device's last one
   */
  public void add(String device, long stamp) {
    int count = counts.getOrDefault(device, 0);
    long[] of = stamps.getOrDefault(device, new long[8]);
    if (count > 0 && stamp <= of[count - 1]) {
      throw new IllegalArgumentException(
          device + ": stamp " + stamp + " is not behind " + of[count - 1]);
    }
    if (count == of.length) {
      of = Arrays.copyOf(of, count * 2);
    }
    of[count] = stamp;
    stamps.put(device, of);
    counts.put(device, count + 1);
    size++;
  }

  /** All of them. */
  public long size() {
    return size;
  }

  /** Which of its device's records one is, from 1 on; 0 if there is none with this stamp. */
  int number(String device, long stamp) {
    long[] of = stamps.get(device);
    int found = of == null ? -1 : Arrays.binarySearch(of, 0, counts.get(device), stamp);
    return Math.max(0, found + 1);
  }
}
