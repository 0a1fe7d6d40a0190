package dev.millrace.gateway;

import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.gateway.publish.PublisherSettings;
import dev.millrace.gateway.publish.RecordPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;

/** Connects a gateway to its Kafka cluster. */
final class KafkaLink {
  private KafkaLink() {}

  /**
   * Opens the publisher, for all topics of the gateway.
   *
   * @throws GatewayStartException if the cluster's address or credentials are unusable
   */
  static RecordPublisher open(GatewayConfig config, Limits limits, MeterRegistry meters) {
    String brokers = config.spec().kafka().bootstrapServers();
    Map<String, String> client = new HashMap<>(config.kafkaProperties());
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
    PublisherSettings settings =
        new PublisherSettings(
            config.name(),
            client,
            topics(config),
            limits.brokerTimeout(),
            limits.maxRecordBytes(),
            limits.producerBufferBytes());
    try {
      return RecordPublisher.open(settings, meters);
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new GatewayStartException(
          "spec.kafka.bootstrapServers " + brokers + ": " + reason.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayStartException("interrupted while connecting to Kafka", e);
    }
  }

  /** All topics that the gateway's resources name. */
  static Set<String> topics(GatewayConfig config) {
    return config.spec().resources().stream()
        .map(GatewayResourceSpec::topic)
        .collect(Collectors.toSet());
  }
}
