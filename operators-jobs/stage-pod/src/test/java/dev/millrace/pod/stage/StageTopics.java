package dev.millrace.pod.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics of a stage that sums up ones by key. */
record StageTopics(KafkaConnection kafka, StageDirectory stage) {
  static final int KEYS = 10;

  StageTopics create() throws Exception {
    try (Admin admin = kafka.admin("test")) {
      new Topics(admin, Duration.ofSeconds(30))
          .ensure(
              Map.of(
                  stage.input(),
                  StageDirectory.PARTITIONS,
                  stage.output(),
                  StageDirectory.OUTPUT_PARTITIONS,
                  stage.input().replace(".in", ".sum.dead-letters"),
                  1));
    }
    return this;
  }

  /** Appends a one to each key in turn. */
  void append(int count) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer("test-input")) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String key = "key-" + i % KEYS;
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    stage.input(), key.getBytes(UTF_8), "{\"level\": 1}".getBytes(UTF_8))));
      }
      for (Future<?> one : sent) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
  }

  /**
   * The totals of a key in the order of the log; a key's outputs are in one partition.
   *
   * @param dropsRepeats whether the reader is one that drops repeated identities
   */
  List<Long> totals(String key, boolean dropsRepeats) throws Exception {
    Map<Integer, List<Long>> totals = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(dropsRepeats)) {
      if (new String(record.key(), UTF_8).equals(key)) {
        totals
            .computeIfAbsent(record.partition(), at -> new ArrayList<>())
            .add(new JsonMapper().readTree(record.value()).path("total").asLong());
      }
    }
    assertThat(totals).hasSize(1);
    return totals.values().iterator().next();
  }

  private List<ConsumerRecord<byte[], byte[]>> read(boolean dropsRepeats) {
    record Writer(int partition, int output) {}
    List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
    Map<Writer, Identity> last = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("test-output", false)) {
      List<TopicPartition> all =
          IntStream.range(0, StageDirectory.OUTPUT_PARTITIONS)
              .mapToObj(partition -> new TopicPartition(stage.output(), partition))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (all.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          Identity identity =
              Identity.parse(record.headers().lastHeader(RecordHeader.IDENTITY).value());
          Writer writer = new Writer(identity.partition(), record.partition());
          Identity before = last.get(writer);
          if (!dropsRepeats || before == null || identity.compareInPartition(before) > 0) {
            last.put(writer, identity);
            taken.add(record);
          }
        }
      }
    }
    return taken;
  }

  /** Sum of a figure over the partitions of a status. */
  static long sum(JsonNode status, String figure) {
    long sum = 0;
    for (JsonNode partition : status.path("partitions")) {
      sum += partition.path(figure).asLong();
    }
    return sum;
  }
}
