package dev.millrace.gateway.downlink;

import dev.millrace.gateway.consumer.ConsumerDefaults;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What commands need to be known.
 *
 * @param name of the gateway
 * @param clientProperties how to reach and to authenticate at the brokers; secret, never logged
 * @param topic of the commands
 * @param results topic of the results
 * @param timeout of a command that names none, from its record's timestamp
 * @param maxOpen commands that may be open at once
 * @param maxDevices whose address is remembered
 * @param nstart commands that one device may have to answer at once
 */
public record DownlinkSettings(
    String name,
    Map<String, String> clientProperties,
    String topic,
    String results,
    Duration timeout,
    int maxOpen,
    int maxDevices,
    int nstart) {
  public DownlinkSettings {
    clientProperties = Map.copyOf(clientProperties);
  }

  /**
   * A client in the group of the gateway, whose commits say which commands are done with. Without
   * any it begins at the start: what is too old has timed out.
   */
  KafkaConsumer<byte[], byte[]> consumer() {
    String client = "millrace-gateway-commands-" + name;
    Map<String, Object> properties = ConsumerDefaults.of(clientProperties, client);
    properties.put(CommonClientConfigs.GROUP_ID_CONFIG, client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxOpen);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The class must not leak credentials into a log. */
  @Override
  public String toString() {
    return "DownlinkSettings[" + name + ", topic " + topic + "]";
  }
}
