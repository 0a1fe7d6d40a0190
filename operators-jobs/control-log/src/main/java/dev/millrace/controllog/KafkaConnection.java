package dev.millrace.controllog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How to reach the Kafka cluster, and the client settings that the guarantees rest on.
 *
 * @param bootstrapServers as Kafka names it
 * @param security further client settings such as {@code security.protocol}; never logged
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> security) {
  /** How long a send may be tried before it counts as failed. */
  public static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(120);

  /** How long a call that waits for the broker may take. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /** How long a send of an impatient producer may be tried. */
  public static final Duration IMPATIENT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Records of one poll: with Kafka's 500 a fast reader spends a noticeable part of its time
   * between polls; more would make it slow to answer anything else.
   */
  public static final int POLL_RECORDS = 2_000;

  /** Bytes of a batch to one partition: a window that closes fills some of them at once. */
  private static final int BATCH_BYTES = 64 << 10;

  /** How long a transaction of a vanished producer can hold up readers. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(20);

  /** The largest settings overflow when the client adds them to a time. */
  private static final Duration FOR_EVER = Duration.ofDays(3_650);

  /** A connection without security, for local runs and tests. */
  public static KafkaConnection plain(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, Map.of());
  }

  /**
   * An idempotent producer: acknowledged by all in-sync replicas, in order, without repeats. A
   * batch goes out when the one before it has been answered: a broker that has forgotten the
   * producer takes any batch, also the one behind a batch that it has refused. It forgets whoever
   * has last written records older than {@code producer.id.expiration.ms}, and records bear event
   * times.
   */
  public KafkaProducer<byte[], byte[]> producer(String clientId) {
    Map<String, Object> settings = producerSettings(clientId);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    return new KafkaProducer<>(settings);
  }

  /**
   * An idempotent producer with several batches on their way, for records among which a hole is
   * noticed; a call takes {@code callTimeout} at most.
   */
  public KafkaProducer<byte[], byte[]> producer(String clientId, Duration callTimeout) {
    Map<String, Object> settings = producerSettings(clientId);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, callTimeout.toMillis());
    return new KafkaProducer<>(settings);
  }

  /**
   * As {@link #impatientProducer(String, Duration)}, for records that may be lost and whose sender
   * is not to be held up: a call takes a second at most.
   */
  public KafkaProducer<byte[], byte[]> impatientProducer(String clientId) {
    return impatientProducer(clientId, Duration.ofSeconds(1));
  }

  /**
   * As {@link #producer(String, Duration)}, and a send takes {@link #IMPATIENT_TIMEOUT} at most.
   * What it knows of a topic it keeps however seldom it sends, so that the first send after a pause
   * is as fast as any.
   */
  public KafkaProducer<byte[], byte[]> impatientProducer(String clientId, Duration callTimeout) {
    Map<String, Object> settings = producerSettings(clientId);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, callTimeout.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(IMPATIENT_TIMEOUT.toMillis()));
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, FOR_EVER.toMillis());
    return new KafkaProducer<>(settings);
  }

  /**
   * An idempotent producer, in transactions of this id; its epoch fences earlier holders. Several
   * batches may be on their way: if one is refused, the transaction cannot be committed, so what is
   * behind it has not been written either.
   */
  public KafkaProducer<byte[], byte[]> transactionalProducer(String transactionalId) {
    Map<String, Object> settings = producerSettings(transactionalId);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    // To abort what an earlier holder has left open takes the broker some milliseconds.
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, "10");
    settings.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TRANSACTION_TIMEOUT.toMillis()));
    return new KafkaProducer<>(settings);
  }

  /** A consumer without a group: partitions and positions are the caller's. */
  public KafkaConsumer<byte[], byte[]> consumer(String clientId, boolean committedOnly) {
    Map<String, Object> settings = common(clientId);
    settings.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        committedOnly ? "read_committed" : "read_uncommitted");
    settings.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(CALL_TIMEOUT.toMillis()));
    return new KafkaConsumer<>(settings);
  }

  /**
   * Closes a consumer without a group. Closing it in the usual way waits for the answer to the
   * fetch under way, for up to half a second, and nobody wants that answer.
   */
  public static void closeAtOnce(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  /** An administrative client, whose calls take no longer than {@link #CALL_TIMEOUT}. */
  public Admin admin(String clientId) {
    Map<String, Object> settings = common(clientId);
    settings.put(
        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(CALL_TIMEOUT.toMillis()));
    return Admin.create(settings);
  }

  @Override
  public String toString() {
    return bootstrapServers;
  }

  private Map<String, Object> producerSettings(String clientId) {
    Map<String, Object> settings = common(clientId);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "16777216");
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY_TIMEOUT.toMillis()));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CALL_TIMEOUT.toMillis());
    return settings;
  }

  private Map<String, Object> common(String clientId) {
    Map<String, Object> settings = new HashMap<>(security);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
    return settings;
  }
}
