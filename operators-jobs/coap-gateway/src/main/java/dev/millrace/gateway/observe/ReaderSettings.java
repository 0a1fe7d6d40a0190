package dev.millrace.gateway.observe;

import dev.millrace.gateway.consumer.ConsumerDefaults;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a reader of topics has to know.
 *
 * @param name whose reader it is, for client ids, threads and log lines
 * @param clientProperties how to reach and to authenticate at the brokers; secret, never logged
 */
public record ReaderSettings(String name, Map<String, String> clientProperties) {
  /** How soon new partitions are seen. */
  private static final int METADATA_MILLIS = 30_000;

  public ReaderSettings {
    clientProperties = Map.copyOf(clientProperties);
  }

  /** A client that belongs to no group, and sees what transactions have committed. */
  KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties =
        ConsumerDefaults.of(clientProperties, "millrace-gateway-tables-" + name);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    properties.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The class must not leak credentials into a log. */
  @Override
  public String toString() {
    return "ReaderSettings[" + name + "]";
  }
}
