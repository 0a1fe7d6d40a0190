package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.StagePlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.utils.Utils;

/**
 * The topics that a stage writes, and which partition of them an output goes to: with a key that of
 * Kafka's default partitioner, without one the input partition modulo the number of partitions.
 */
public final class OutputTopics {
  private final Map<Channel, List<OutputPartition>> partitions = new EnumMap<>(Channel.class);

  private OutputTopics() {}

  /**
   * The topics of {@code plan}, of which {@code partitionCount} knows the numbers of partitions.
   */
  static OutputTopics of(StagePlan plan, ToIntFunction<String> partitionCount) {
    OutputTopics topics = new OutputTopics();
    topics.add(Channel.MAIN, plan.output().topic(), partitionCount);
    topics.add(Channel.DEAD, plan.deadLetters(), partitionCount);
    if (plan.late() != null) {
      topics.add(Channel.LATE, plan.late(), partitionCount);
    }
    return topics;
  }

  private void add(Channel channel, String topic, ToIntFunction<String> partitionCount) {
    int count = partitionCount.applyAsInt(topic);
    List<OutputPartition> of = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      of.add(new OutputPartition(topic, i));
    }
    partitions.put(channel, of);
  }

  /** Chooses the output's partition, if that has not been done. */
  public OutputPartition route(Output output, int inputPartition) {
    List<OutputPartition> of = partitions.get(output.channel());
    if (output.destination() == Output.UNROUTED) {
      byte[] key = output.key();
      output.route(
          key == null
              ? inputPartition % of.size()
              : Utils.toPositive(Utils.murmur2(key)) % of.size());
    }
    return of.get(output.destination());
  }

  /** Where an output that has been routed goes. */
  OutputPartition destination(Output output) {
    return partitions.get(output.channel()).get(output.destination());
  }

  /** Every partition of every topic, in a fixed order. */
  public List<OutputPartition> all() {
    List<OutputPartition> all = new ArrayList<>();
    partitions.values().forEach(all::addAll);
    return all;
  }
}
