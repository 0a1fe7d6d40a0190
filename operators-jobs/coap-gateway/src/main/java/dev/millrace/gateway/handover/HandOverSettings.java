package dev.millrace.gateway.handover;

import dev.millrace.gateway.consumer.ConsumerDefaults;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What handing sessions over needs to be known.
 *
 * @param gateway name of the resource
 * @param place where its devices come to
 * @param clientProperties how to reach and to authenticate at the brokers; secret, never logged
 * @param topic that the sessions go through
 * @param key that they are encrypted by; secret, never logged
 */
// Nobody changes the array.
@SuppressWarnings("ArrayRecordComponent")
public record HandOverSettings(
    String gateway, String place, Map<String, String> clientProperties, String topic, byte[] key) {
  /** What a broker takes by default, with a margin for headers. */
  static final int PARCEL_BYTES = 512 << 10;

  /** Within the time that a process has to end in. */
  static final int SEND_MILLIS = 4000;

  private static final int REQUEST_MILLIS = 2000;
  private static final int RECONNECT_MILLIS = 1000;

  public HandOverSettings {
    clientProperties = Map.copyOf(clientProperties);
  }

  /** A client without a group: who has what is decided by the log itself. */
  KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = ConsumerDefaults.of(clientProperties, client("reader"));
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SEND_MILLIS);
    // A fetch brings no more at once than what may wait here.
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 * PARCEL_BYTES);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, client("writer"));
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SEND_MILLIS);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private String client(String role) {
    return "millrace-gateway-sessions-" + role + "-" + gateway;
  }

  /** The class must not leak keys into a log. */
  @Override
  public String toString() {
    return "HandOverSettings[" + gateway + ", topic " + topic + "]";
  }
}
