package dev.millrace.stream.replica;

/** A partition of one of a stage's output topics. */
public record OutputPartition(String topic, int partition) implements Comparable<OutputPartition> {
  @Override
  public int compareTo(OutputPartition other) {
    int order = topic.compareTo(other.topic);
    return order != 0 ? order : Integer.compare(partition, other.partition);
  }

  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
