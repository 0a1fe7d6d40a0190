package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Per output partition an offset before which no identity above base of one input partition lies
 * (protocol.md, section 1, Checkpoint; story 4: a position belongs to base). One thread.
 */
final class OutputPositions {
  private final OutputTopics topics;
  private final Map<OutputPartition, Long> safe = new HashMap<>();

  private OutputPositions(OutputTopics topics) {
    this.topics = topics;
    for (OutputPartition partition : topics.all()) {
      safe.put(partition, 0L);
    }
  }

  /** Nothing has been sent, so nothing lies anywhere; the tail still decides in {@link #raise}. */
  static OutputPositions atBirth(OutputTopics topics) {
    return new OutputPositions(topics);
  }

  static OutputPositions restored(OutputTopics topics, ReplicaImage image) {
    OutputPositions positions = new OutputPositions(topics);
    positions.safe.putAll(image.positions());
    return positions;
  }

  /** After a scan: where no identity above base was found, none lies before the scan's end. */
  void raise(int inputPartition, int generation, long base, Tails tails) {
    for (OutputPartition partition : topics.all()) {
      Identity last = tails.last(partition, inputPartition);
      if (last == null || last.generation() != generation || last.sn() <= base) {
        safe.merge(partition, tails.end(partition), Math::max);
      }
    }
  }

  /** Base has passed this output, which is acknowledged. */
  void dropped(Output output) {
    if (output.acknowledgedAt() != Output.SOMEWHERE) {
      OutputPartition at = topics.destination(output);
      safe.merge(at, output.acknowledgedAt() + 1, Math::max);
    }
  }

  /** The positions that fit base, for a checkpoint. */
  SortedMap<OutputPartition, Long> toMap() {
    return new TreeMap<>(safe);
  }
}
