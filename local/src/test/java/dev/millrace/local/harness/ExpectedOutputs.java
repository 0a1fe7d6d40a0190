package dev.millrace.local.harness;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.KafkaRecords;
import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.PartitionStage;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.HashState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** What one run in memory, without any crash or move, makes of the input log as it grows. */
public final class ExpectedOutputs implements AutoCloseable {
  private final StagePlan plan;
  private final int partitions;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> all = new ArrayList<>();
  private final Map<Integer, PartitionStage> stages = new TreeMap<>();
  private final Map<String, List<String>> lanes = new TreeMap<>();
  private final BiConsumer<String, String> taker;
  private final Map<TopicPartition, Map<Long, Long>> serials = new HashMap<>();
  private Map<Integer, Long> births = Map.of();
  private Predicate<Identity> wanted = identity -> true;

  ExpectedOutputs(StagePlan plan, KafkaConnection kafka, int partitions) {
    this(plan, kafka, partitions, null);
  }

  /** Outputs go to {@code taker}; null: they are kept. */
  ExpectedOutputs(
      StagePlan plan, KafkaConnection kafka, int partitions, BiConsumer<String, String> taker) {
    this.taker = taker == null ? this::keep : taker;
    this.plan = plan;
    this.partitions = partitions;
    for (int p = 0; p < partitions; p++) {
      stages.put(p, new PartitionStage(plan, p, new HashState()));
      all.add(new TopicPartition(plan.input().topic(), p));
    }
    consumer = kafka.consumer("expected", false);
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** By partition, offset of its SN 1; 0 where none is given. */
  ExpectedOutputs from(Map<Integer, Long> offsets) {
    births = Map.copyOf(offsets);
    return this;
  }

  /** Only these outputs count. */
  ExpectedOutputs only(Predicate<Identity> which) {
    wanted = which;
    return this;
  }

  private void keep(String lane, String text) {
    lanes.computeIfAbsent(lane, any -> new ArrayList<>()).add(text);
  }

  /** Computes what the log has got since the last call. */
  public void advance() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        process(record);
      }
    }
  }

  /** Serial numbers so far, of all partitions. */
  public long records() {
    return stages.values().stream().mapToLong(PartitionStage::sn).sum();
  }

  /** Where the log ended in the last {@link #advance}. */
  public Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    all.forEach(at -> ends.put(at, consumer.position(at)));
    return ends;
  }

  /** The serial number of the record at an offset that has been processed. */
  public long snOf(int partition, long offset) {
    return serials.get(new TopicPartition(plan.input().topic(), partition)).get(offset);
  }

  private void process(ConsumerRecord<byte[], byte[]> record) {
    if (record.offset() < births.getOrDefault(record.partition(), 0L)) {
      return;
    }
    List<Output> outputs = new ArrayList<>();
    PartitionStage stage = stages.get(record.partition());
    stage.process(KafkaRecords.toInput(record), outputs);
    serials
        .computeIfAbsent(
            new TopicPartition(record.topic(), record.partition()), at -> new HashMap<>())
        .put(record.offset(), stage.sn());
    for (Output output : outputs) {
      if (output.channel() != Channel.MAIN) {
        throw new AssertionError(
            "a dead letter: " + new String(output.value(), StandardCharsets.UTF_8));
      }
      int to = Utils.toPositive(Utils.murmur2(output.key())) % partitions;
      Identity identity =
          new Identity(
              plan.identityName(),
              plan.generation(),
              record.partition(),
              output.sn(),
              output.index());
      if (wanted.test(identity)) {
        taker.accept(
            record.partition() + " in " + to,
            NumberedReader.text(identity, output.timestamp(), output.key(), output.value()));
      }
    }
  }

  /** Input partition and output partition → outputs in order, as the reader has them. */
  public Map<String, List<String>> lanes() {
    return lanes;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
