package dev.millrace.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.local.bench.copies.RecordTally;
import dev.millrace.local.bench.copies.SentRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches outputs that may name no record but by their device and its stamp, of a stage with one
 * output for each record. Thread-safe.
 */
final class RecordWatch implements OutputReader.Listener {
  private static final Duration WAIT = Duration.ofMillis(100);

  private final JsonMapper json = new JsonMapper();
  private final List<RecordTally.Seen> seen = new ArrayList<>();

  @Override
  public void seen(ConsumerRecord<byte[], byte[]> record, long nanos) {
    try {
      JsonNode value = json.readTree(record.value());
      add(
          new RecordTally.Seen(
              new String(record.key(), StandardCharsets.US_ASCII),
              value.required("readings").asLong(),
              value.required(Workload.STAMP).asLong(),
              nanos));
    } catch (IOException e) {
      throw new UncheckedIOException("not an output of the stage: " + record, e);
    }
  }

  synchronized void add(RecordTally.Seen output) {
    seen.add(output);
  }

  /** All outputs so far, in the order seen. */
  synchronized List<RecordTally.Seen> all() {
    return List.copyOf(seen);
  }

  /** Number of outputs so far. */
  synchronized long count() {
    return seen.size();
  }

  /**
   * Of each partition of the input that had any, the longest time between the first outputs of two
   * records that reaches into a stretch.
   */
  List<Double> gapsMillis(Stretch stretch) {
    long[] last = new long[Workload.PARTITIONS];
    double[] longest = new double[Workload.PARTITIONS];
    Set<String> known = new HashSet<>();
    for (RecordTally.Seen output : all()) {
      if (!known.add(output.device() + output.stamp())) {
        continue;
      }
      int partition = Workload.partition(Integer.parseInt(output.device().substring(1)));
      long before = last[partition];
      if (before != 0 && output.nanos() >= stretch.from() && before <= stretch.until()) {
        longest[partition] = Math.max(longest[partition], Stretch.millis(output.nanos() - before));
      }
      last[partition] = output.nanos();
    }
    List<Double> gaps = new ArrayList<>();
    for (double gap : longest) {
      if (gap > 0) {
        gaps.add(gap);
      }
    }
    return gaps;
  }

  /** The records of an input, read from its log: what was sent, whoever says so. */
  static SentRecords sent(KafkaConnection kafka, String input) {
    SentRecords sent = new SentRecords();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("tally-" + input, true)) {
      List<TopicPartition> all = new ArrayList<>();
      for (int partition = 0; partition < Workload.PARTITIONS; partition++) {
        all.add(new TopicPartition(input, partition));
      }
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
          sent.add(
              new String(record.key(), StandardCharsets.US_ASCII), Workload.stamp(record.value()));
        }
      }
    }
    return sent;
  }
}
