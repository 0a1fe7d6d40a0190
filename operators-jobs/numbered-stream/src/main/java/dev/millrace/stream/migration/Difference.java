package dev.millrace.stream.migration;

/**
 * Where two replicas of a partition differ, as far as it is known.
 *
 * @param seenAt first serial number at which both have spoken and were not equal
 * @param firstSn first serial number that differs, 0 as long as it is not known
 * @param key record key of {@code firstSn}, null if it has none or is not known
 * @param sought whether the first one is still being looked for
 */
public record Difference(long seenAt, long firstSn, String key, boolean sought) {
  /** A difference whose first serial number nobody has looked for yet. */
  public static Difference at(long sn) {
    return new Difference(sn, 0, null, true);
  }

  /** The first serial number that is known to differ. */
  public long knownSn() {
    return firstSn == 0 ? seenAt : firstSn;
  }

  /** What a person is told before the first serial number is known. */
  String roughly(int partition) {
    return "partition %d differs at SN %d, and perhaps before".formatted(partition, seenAt);
  }

  /** What a person is told, as exactly as it is known. */
  String describe(int partition) {
    if (firstSn == 0) {
      return roughly(partition);
    }
    String at = "partition %d differs from SN %d on".formatted(partition, firstSn);
    return key == null ? at : at + ", key '" + key + "'";
  }
}
