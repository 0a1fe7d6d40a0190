package dev.millrace.stream.strategy;

/**
 * The result of one tumbling window: it counts the {@code count} records with the serial numbers
 * {@code sn - count + 1} to {@code sn}. Only the first window of a source may count more, namely
 * records that came before numbering began; if it holds no other, its serial number is 0.
 *
 * @param origin who produced it
 * @param sn serial number of the last record in the window, 0 or more
 * @param count number of records in the window, 1 or more
 */
public record WindowResult(Origin origin, long sn, long count) implements MonitorEvent {
  /** Refuses numbers that no window has. */
  public WindowResult {
    if (origin == null) {
      throw new IllegalArgumentException("a window result needs an origin");
    }
    if (sn < 0 || count < 1) {
      throw new IllegalArgumentException(
          "window result of "
              + origin
              + " with sn "
              + sn
              + " and count "
              + count
              + ": sn must be 0 or more and count 1 or more");
    }
  }

  boolean isFrom(Origin other) {
    return origin == other;
  }
}
