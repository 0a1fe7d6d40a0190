package dev.millrace.gateway.publish;

import dev.millrace.gateway.consumer.ConsumerDefaults;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of the Kafka clients; what a guarantee rests on cannot be overridden. */
final class ClientSettings {
  /**
   * Bound of what may block inside a send. Metadata is fetched before and memory is bounded by the
   * caller, so it is only met when the broker has gone; it delays the sending thread and no other.
   */
  private static final Duration MAX_BLOCK = Duration.ofSeconds(2);

  /** Longest pause between two attempts to connect, so that the end of an outage is seen soon. */
  private static final Duration MAX_RECONNECT_PAUSE = Duration.ofSeconds(1);

  /** A topic that is seldom written is written as fast: its metadata never counts as unused. */
  private static final Duration METADATA_IDLE = Duration.ofDays(365);

  /** The brokers' default bound. */
  private static final Duration MAX_TRANSACTION = Duration.ofMinutes(15);

  /** A batch comes at once; so it goes in few requests. */
  private static final int REPLAY_LINGER_MILLIS = 5;

  private ClientSettings() {}

  static Map<String, Object> producer(PublisherSettings settings) {
    int timeout = millis(settings.brokerTimeout());
    Map<String, Object> properties = new HashMap<>(settings.clientProperties());
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "millrace-gateway-" + settings.name());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, timeout / 2));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(timeout, millis(MAX_BLOCK)));
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, millis(MAX_RECONNECT_PAUSE));
    properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE.toMillis());
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxRecordBytes());
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes());
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return properties;
  }

  /** A producer whose id is the same in the next process, so that the broker tells them apart. */
  static Map<String, Object> replay(PublisherSettings settings, String spool) {
    Map<String, Object> properties = producer(settings);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "millrace-gateway-replay-" + settings.name());
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "millrace-gateway-" + spool);
    properties.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Math.min(2 * millis(settings.brokerTimeout()), millis(MAX_TRANSACTION)));
    properties.put(ProducerConfig.LINGER_MS_CONFIG, REPLAY_LINGER_MILLIS);
    // It has a thread of its own, which may wait.
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(settings.brokerTimeout()));
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        millis(settings.brokerTimeout()) + REPLAY_LINGER_MILLIS);
    return properties;
  }

  /** A consumer that sees what was committed. */
  static Map<String, Object> reader(PublisherSettings settings) {
    Map<String, Object> properties =
        ConsumerDefaults.of(
            settings.clientProperties(), "millrace-gateway-reader-" + settings.name());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(settings.brokerTimeout()));
    properties.put(
        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.max(1, millis(settings.brokerTimeout()) / 2));
    properties.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    return properties;
  }

  static Map<String, Object> admin(PublisherSettings settings) {
    Map<String, Object> properties = new HashMap<>(settings.clientProperties());
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "millrace-gateway-watch-" + settings.name());
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, millis(MAX_RECONNECT_PAUSE));
    return properties;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
