package dev.millrace.kafka;

import dev.millrace.stream.replica.Entries;

/** How much a replica of a partition may keep before its input has to wait. */
final class Retention {
  /** Outputs that may wait for their acknowledgement. */
  private static final int MAX_OUTPUTS = 20_000;

  private static final long MAX_BYTES = 32L << 20;

  /** Serial numbers whose hashes may be kept, most of them without outputs: about 16 MB. */
  private static final long MAX_ENTRIES = 500_000;

  private Retention() {}

  static boolean hasRoom(Entries entries) {
    return entries.retained() < MAX_OUTPUTS
        && entries.retainedBytes() < MAX_BYTES
        && entries.sn() - entries.base() < MAX_ENTRIES;
  }
}
