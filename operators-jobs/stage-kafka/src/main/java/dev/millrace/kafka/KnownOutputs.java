package dev.millrace.kafka;

import dev.millrace.stream.replica.Entries;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Output;
import java.util.List;

/**
 * Which outputs of one partition are in the output topics already, by the tails that were read
 * last. One thread.
 */
final class KnownOutputs {
  private static final long NEVER = -1;

  private final OutputTopics topics;
  private final int partition;
  private final int generation;
  private Tails tails;
  private long readFor = NEVER;

  KnownOutputs(OutputTopics topics, int partition, int generation) {
    this.topics = topics;
    this.partition = partition;
    this.generation = generation;
  }

  /** Takes tails that were read when the replica began. */
  void read(Tails inTopics) {
    tails = inTopics;
  }

  /** Takes tails that were read after earlier senders had been fenced, for this hand-over. */
  void readFor(long handover, Tails inTopics) {
    tails = inTopics;
    readFor = handover;
  }

  /** Whether tails were read for this hand-over. */
  boolean isReadFor(long handover) {
    return readFor == handover;
  }

  /** Whether an output that goes to {@code at} is there. */
  boolean contains(OutputPartition at, Output output) {
    return tails.contains(at, partition, generation, output);
  }

  /** The highest serial number found, 0 if none. */
  long highestSn() {
    return tails.highestSn(partition, generation);
  }

  /** The last serial number up to which all outputs are there, contiguously from base. */
  long completeSn(Entries entries) {
    long complete = entries.base();
    while (complete < entries.sn() && containsAll(entries.outputsOf(complete + 1))) {
      complete++;
    }
    return complete;
  }

  private boolean containsAll(List<Output> outputs) {
    return outputs.stream().allMatch(output -> contains(topics.route(output, partition), output));
  }
}
