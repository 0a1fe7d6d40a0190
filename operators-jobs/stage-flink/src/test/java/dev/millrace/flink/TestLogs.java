package dev.millrace.flink;

import dev.millrace.controllog.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Topics as a test makes, fills and reads them. */
final class TestLogs implements AutoCloseable {
  private final KafkaConnection kafka;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  TestLogs(String bootstrapServers) {
    kafka = KafkaConnection.plain(bootstrapServers);
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    producer = kafka.producer("test");
  }

  KafkaConnection kafka() {
    return kafka;
  }

  void create(String topic, int partitions) throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(topic, partitions, (short) 1).configs(Map.of("retention.ms", "-1"))))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  /** Appends and waits. */
  void append(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : records) {
      sent.add(producer.send(record));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  /** Everything that is in a topic now, by partition. */
  List<List<ConsumerRecord<byte[], byte[]>>> read(String topic, boolean committedOnly) {
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("test-reader", committedOnly)) {
      int count = consumer.partitionsFor(topic).size();
      List<TopicPartition> all =
          IntStream.range(0, count).mapToObj(p -> new TopicPartition(topic, p)).toList();
      List<List<ConsumerRecord<byte[], byte[]>>> records = new ArrayList<>();
      all.forEach(partition -> records.add(new ArrayList<>()));
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (all.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> records.get(record.partition()).add(record));
      }
      return records;
    }
  }

  /** The offsets after the last records. */
  long[] ends(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("test-ends", true)) {
      int count = consumer.partitionsFor(topic).size();
      List<TopicPartition> all =
          IntStream.range(0, count).mapToObj(p -> new TopicPartition(topic, p)).toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      return all.stream().mapToLong(ends::get).toArray();
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    admin.close(Duration.ofSeconds(5));
  }
}
