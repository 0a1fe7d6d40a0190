package dev.millrace.local.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.broker.BrokerException;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int PARTITIONS = 8;
  private static final int PER_PARTITION = 500;

  @TempDir Path directory;

  @Test
  void pipelinedSendsToNewTopicLoseNothingAndSurviveRestartOnTheSamePort() throws Exception {
    int port;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      port = kafka.port();
      ensure(kafka, Map.of("readings", PARTITIONS));
      send(kafka);
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
      assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      for (int p = 0; p < PARTITIONS; p++) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < PER_PARTITION; i++) {
          expected.add("v" + i);
        }
        assertThat(read(kafka, new TopicPartition("readings", p))).isEqualTo(expected);
      }
    }
  }

  @Test
  void nothingListensOutsideTheLoopbackInterface() throws Exception {
    InetAddress outside = nonLoopbackAddress();
    org.junit.jupiter.api.Assumptions.assumeTrue(outside != null, "no second interface");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress(outside, kafka.port()), 2000))
          .isInstanceOf(java.net.ConnectException.class);
    }
  }

  @Test
  void portInUseIsRefusedWithTheWayOut() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, other.getLocalPort()))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("port " + other.getLocalPort() + " is in use")
          .hasMessageContaining("--kafka-port");
    }
  }

  @Test
  void directoryThatIsNoDirectoryIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "x", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> EmbeddedKafka.start(file.resolve("data"), 0))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void topicWithAnotherPartitionCountIsRefusedAndNothingIsCreated() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        Admin admin = admin(kafka)) {
      ensure(kafka, Map.of("counts", 4));
      assertThatThrownBy(() -> ensure(kafka, Map.of("counts", 8, "other", 1)))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("topic 'counts' has 4 partitions, the manifests want 8")
          .hasMessageContaining("--data-dir");
      assertThat(admin.listTopics().names().get()).contains("counts").doesNotContain("other");
    }
  }

  @Test
  void recordsWithOldAndFutureTimestampsAreKept() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        KafkaProducer<String, String> producer = producer(kafka)) {
      ensure(kafka, Map.of("old", 1));
      long farFuture = System.currentTimeMillis() + Duration.ofDays(400).toMillis();
      producer.send(new ProducerRecord<>("old", 0, 1L, "k", "past")).get();
      producer.send(new ProducerRecord<>("old", 0, farFuture, "k", "future")).get();
      assertThat(read(kafka, new TopicPartition("old", 0))).containsExactly("past", "future");
    }
  }

  private static void ensure(EmbeddedKafka kafka, Map<String, Integer> topics) throws Exception {
    try (Admin admin = admin(kafka)) {
      new Topics(admin, TIMEOUT).ensure(topics);
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  /** One record a batch, five batches in flight: what loses the first batch on a cold leader. */
  private static KafkaProducer<String, String> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "batch.size", 0,
            "delivery.timeout.ms", 10_000,
            "request.timeout.ms", 5_000),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void send(EmbeddedKafka kafka) throws Exception {
    try (KafkaProducer<String, String> producer = producer(kafka)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < PER_PARTITION; i++) {
        for (int p = 0; p < PARTITIONS; p++) {
          sent.add(producer.send(new ProducerRecord<>("readings", p, "k", "v" + i)));
        }
      }
      for (Future<RecordMetadata> future : sent) {
        future.get();
      }
    }
  }

  private static List<String> read(EmbeddedKafka kafka, TopicPartition partition) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<String> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(5))) {
          values.add(record.value());
        }
      }
      return values;
    }
  }

  private static InetAddress nonLoopbackAddress() throws Exception {
    return java.net.NetworkInterface.networkInterfaces()
        .flatMap(java.net.NetworkInterface::inetAddresses)
        .filter(address -> address instanceof java.net.Inet4Address && !address.isLoopbackAddress())
        .findFirst()
        .orElse(null);
  }
}
