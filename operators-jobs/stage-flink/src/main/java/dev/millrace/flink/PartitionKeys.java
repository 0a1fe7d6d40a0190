package dev.millrace.flink;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The Flink key that stands for a partition: with as many key groups as partitions, the least
 * number that Flink's hash puts into key group p. So key group and partition are the same, a task
 * owns the partitions of its key group range, and the state of a partition moves as one.
 */
final class PartitionKeys implements KeySelector<LogRecord, Integer> {
  private static final long serialVersionUID = 1L;

  private final Integer[] keys;

  private PartitionKeys(Integer[] keys) {
    this.keys = keys;
  }

  /** The keys of this many partitions. */
  static PartitionKeys of(int partitions) {
    Integer[] keys = new Integer[partitions];
    int missing = partitions;
    for (int candidate = 0; missing > 0; candidate++) {
      int group = KeyGroupRangeAssignment.assignToKeyGroup(candidate, partitions);
      if (keys[group] == null) {
        keys[group] = candidate;
        missing--;
      }
    }
    return new PartitionKeys(keys);
  }

  /** The key of a partition. */
  Integer keyOf(int partition) {
    return keys[partition];
  }

  @Override
  public Integer getKey(LogRecord record) {
    return keys[record.partition()];
  }
}
