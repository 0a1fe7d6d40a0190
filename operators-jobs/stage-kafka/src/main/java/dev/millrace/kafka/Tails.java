package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import java.util.HashMap;
import java.util.Map;

/**
 * What is already in the output topics: per (input partition, output partition) the highest
 * identity found, and per output partition where reading ended (protocol.md, start 4; one tail for
 * each output partition, story 16).
 */
public class Tails {
  private final Map<OutputPartition, Long> ends;
  private final Map<OutputPartition, Map<Integer, Identity>> highest = new HashMap<>();
  private long read;

  Tails(Map<OutputPartition, Long> ends) {
    this.ends = ends;
  }

  void add(OutputPartition at, Identity identity) {
    read++;
    highest
        .computeIfAbsent(at, partition -> new HashMap<>())
        .merge(
            identity.partition(),
            identity,
            (old, found) -> old.compareInPartition(found) >= 0 ? old : found);
  }

  /** Whether {@code output} of {@code inputPartition} is already in {@code at}. */
  public boolean contains(OutputPartition at, int inputPartition, int generation, Output output) {
    Identity last = last(at, inputPartition);
    if (last == null || last.generation() != generation) {
      return false;
    }
    return output.sn() < last.sn() || output.sn() == last.sn() && output.index() <= last.index();
  }

  /** The highest identity of {@code inputPartition} in {@code at}, or null. */
  public Identity last(OutputPartition at, int inputPartition) {
    return highest.getOrDefault(at, Map.of()).get(inputPartition);
  }

  /** The highest serial number of {@code inputPartition} in any output partition, 0 if none. */
  public long highestSn(int inputPartition, int generation) {
    long highestSn = 0;
    for (Map<Integer, Identity> at : highest.values()) {
      Identity last = at.get(inputPartition);
      if (last != null && last.generation() == generation) {
        highestSn = Math.max(highestSn, last.sn());
      }
    }
    return highestSn;
  }

  /** The offset at which reading of {@code at} ended. */
  public long end(OutputPartition at) {
    return ends.get(at);
  }

  /** Number of identities of this stage that were read. */
  public long read() {
    return read;
  }
}
