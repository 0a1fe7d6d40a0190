package dev.millrace.gateway.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real broker in this process. Clients under test reach it through a relay; the tests themselves
 * reach it directly, also while the relay is cut.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final TcpRelay relay = new TcpRelay();
  private final Path directory;
  private final KafkaRaftServer server;
  private final String direct;
  private final Admin admin;

  public EmbeddedBroker() throws Exception {
    directory = Files.createTempDirectory("millrace-broker");
    int relayed = freePort();
    int own = freePort();
    int controller = freePort();
    relay.to(relayed);
    direct = "127.0.0.1:" + own;
    format();
    server = new KafkaRaftServer(config(relayed, own, controller), Time.SYSTEM);
    server.startup();
    admin = Admin.create(Map.of("bootstrap.servers", direct));
  }

  private void format() throws Exception {
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(directory.toString())
        .addDirectory(directory.toString())
        .setUnstableFeatureVersionsEnabled(false)
        .setIgnoreFormatted(false)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  private KafkaConfig config(int relayed, int own, int controller) {
    Properties settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "DIRECT"),
            Map.entry(
                "listeners",
                "RELAYED://127.0.0.1:%d,DIRECT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(relayed, own, controller)),
            Map.entry(
                "advertised.listeners",
                "RELAYED://127.0.0.1:%d,DIRECT://127.0.0.1:%d".formatted(relay.port(), own)),
            Map.entry(
                "listener.security.protocol.map",
                "RELAYED:PLAINTEXT,DIRECT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("log.dirs", directory.toString()),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("log.cleaner.enable", "false"),
            Map.entry("auto.create.topics.enable", "false")));
    return KafkaConfig.fromProps(settings);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where clients under test go. */
  public String bootstrapServers() {
    return "127.0.0.1:" + relay.port();
  }

  /** What is between the clients under test and the broker. */
  public TcpRelay relay() {
    return relay;
  }

  /** Makes a topic, with settings such as {@code max.message.bytes}. */
  public void createTopic(String name, int partitions, Map<String, String> settings)
      throws Exception {
    admin
        .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
        .all()
        .get();
  }

  public void createTopic(String name) throws Exception {
    createTopic(name, 1, Map.of());
  }

  /** Everything in a topic up to its present end, without what was not committed. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                direct,
                "fetch.max.wait.ms",
                20,
                "isolation.level",
                "read_committed"),
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
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /** The values in a topic, as text. */
  public List<String> values(String topic) {
    return records(topic).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Writes a record and waits until it is there; a value of null deletes the key. */
  public void write(String topic, String key, String value) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(record(topic, key, value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("no record", e);
    }
  }

  /** A producer that reaches the broker directly. */
  public KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", direct), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A record whose key and value are texts. */
  public static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
    return new ProducerRecord<>(topic, bytes(key), bytes(value));
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    admin.close();
    server.shutdown();
    server.awaitShutdown();
    relay.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
