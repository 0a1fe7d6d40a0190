package dev.millrace.local.bench.coap.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which messages of which devices are in a topic.
 *
 * @param missing messages that were acknowledged and are not there
 * @param twice records of messages that are there already
 */
record WrittenMessages(long missing, long twice) {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Reads the whole topic, and compares it with what each device was acknowledged. */
  static WrittenMessages of(String brokers, String topic, BitSet[] acknowledged)
      throws IOException {
    BitSet[] written = new BitSet[acknowledged.length];
    Arrays.setAll(written, device -> new BitSet());
    long twice = 0;
    JsonMapper json = new JsonMapper();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          JsonNode message = json.readTree(found.value());
          BitSet device = written[message.path("d").asInt()];
          int number = message.path("n").asInt();
          twice += device.get(number) ? 1 : 0;
          device.set(number);
        }
      }
    }
    long missing = 0;
    for (int device = 0; device < acknowledged.length; device++) {
      BitSet lost = (BitSet) acknowledged[device].clone();
      lost.andNot(written[device]);
      missing += lost.cardinality();
    }
    return new WrittenMessages(missing, twice);
  }
}
