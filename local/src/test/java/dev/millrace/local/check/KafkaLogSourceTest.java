package dev.millrace.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaLogSourceTest {
  private static final int PARTITIONS = 3;
  private static final int RECORDS = 2_000;

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(directory, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new Topics(admin, Duration.ofSeconds(30))
          .ensure(Map.of("plain", PARTITIONS, "transactional", 1, "empty", 1));
    }
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        sent.add(
            producer.send(new ProducerRecord<>("plain", i % PARTITIONS, (long) i, "k" + i, "v")));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", "t"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactional", "k", "aborted")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactional", "k", "committed")).get();
      producer.commitTransaction();
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void aPartitionIsReadWholeAndInOrder() {
    try (KafkaLogSource source = source()) {
      assertThat(source.partitions("plain")).isEqualTo(PARTITIONS);
      assertThat(source.partitions("absent")).isZero();
      int count = 0;
      for (int partition = 0; partition < PARTITIONS; partition++) {
        List<LogRecord> log = new ArrayList<>();
        source.read("plain", partition, log::add);
        for (int i = 0; i < log.size(); i++) {
          assertThat(log.get(i).offset()).isEqualTo(i);
          assertThat(log.get(i).keyText()).isEqualTo("k" + (i * PARTITIONS + partition));
        }
        count += log.size();
      }
      assertThat(count).isEqualTo(RECORDS);
      assertThat(source.at("plain", 1, 7).keyText()).isEqualTo("k22");
    }
  }

  @Test
  void onlyCommittedRecordsAreSeen() {
    try (KafkaLogSource source = source()) {
      List<LogRecord> log = new ArrayList<>();
      source.read("transactional", 0, log::add);
      assertThat(log)
          .extracting(one -> Utf8Text.shown(one.value()))
          .containsExactly("\"committed\"");
      assertThat(source.at("transactional", 0, 0)).isNull();
    }
  }

  @Test
  void anEmptyPartitionHasNoRecords() {
    try (KafkaLogSource source = source()) {
      List<LogRecord> log = new ArrayList<>();
      source.read("empty", 0, log::add);
      assertThat(log).isEmpty();
    }
  }

  private static KafkaLogSource source() {
    return new KafkaLogSource(kafka.bootstrapServers(), Duration.ofSeconds(10));
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>(more);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }
}
