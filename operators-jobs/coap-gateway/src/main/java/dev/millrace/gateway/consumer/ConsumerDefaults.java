package dev.millrace.gateway.consumer;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The properties of consumers: a gateway commits and creates nothing without meaning to. */
public final class ConsumerDefaults {
  /** Longest pause between two attempts to connect, so that the end of an outage is seen soon. */
  private static final int RECONNECT_MILLIS = 1000;

  private ConsumerDefaults() {}

  /**
   * The properties of a client that belongs to no group, begins at the start of what it reads,
   * commits nothing by itself, and makes no topic by asking for it.
   *
   * @param client how to reach and to authenticate at the brokers
   * @return for the caller to add to
   */
  public static Map<String, Object> of(Map<String, String> client, String clientId) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
    return properties;
  }
}
