package dev.millrace.kafka;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.RecordHeader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** A real broker with one output partition, and outputs older than a broker remembers. */
final class OutputBroker implements AutoCloseable {
  /** For whatever a test waits for; machines may be busy. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a batch of the topic may have at most. */
  static final int MAX_BYTES = 100_000;

  static final OutputPartition OUT = new OutputPartition("out", 0);
  private static final TopicPartition PARTITION = new TopicPartition(OUT.topic(), OUT.partition());

  /** A broker that starts again has forgotten who wrote this (producer.id.expiration.ms). */
  private static final long LONG_AGO = 1_700_000_000_000L;

  private final Path directory;
  private EmbeddedKafka server;

  private OutputBroker(Path directory, EmbeddedKafka server) {
    this.directory = directory;
    this.server = server;
  }

  static OutputBroker start(Path directory) throws Exception {
    OutputBroker broker = new OutputBroker(directory, EmbeddedKafka.start(directory, 0));
    try (Admin admin = broker.kafka().admin("setup")) {
      NewTopic topic =
          new NewTopic(OUT.topic(), Optional.of(1), Optional.empty())
              .configs(
                  Map.of("max.message.bytes", Integer.toString(MAX_BYTES), "retention.ms", "-1"));
      admin.createTopics(List.of(topic)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    return broker;
  }

  /** Stops it, starts it again, and waits until the partition takes records. */
  void restart() throws Exception {
    server.close();
    server = EmbeddedKafka.start(directory, server.port());
    try (KafkaProducer<byte[], byte[]> producer = kafka().producer("somebody else")) {
      producer
          .send(new ProducerRecord<>(OUT.topic(), OUT.partition(), null, new byte[1]))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  KafkaConnection kafka() {
    return KafkaConnection.plain(server.bootstrapServers());
  }

  static Output output(long sn, int bytes) {
    return new Output(
        sn, 0, Channel.MAIN, LONG_AGO + sn, null, new byte[bytes], new RecordHeader[0]);
  }

  static void send(OutputSession session, Output output) {
    session.send(OUT, output, new Identity("test.stage", 1, 0, output.sn(), 0).toBytes());
  }

  /** Serial numbers of the outputs in the topic, in order. */
  List<Long> written(boolean committedOnly) {
    List<Long> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka().consumer("reader", committedOnly)) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  Header identity = record.headers().lastHeader(RecordHeader.IDENTITY);
                  if (identity != null) {
                    found.add(Identity.parse(identity.value()).sn());
                  }
                });
      }
    }
    return found;
  }

  @Override
  public void close() {
    server.close();
  }
}
