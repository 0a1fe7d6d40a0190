package dev.millrace.gateway;

import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.GatewaySpoolSpec;
import dev.millrace.gateway.publish.PublisherSettings;
import dev.millrace.gateway.publish.RecordPublisher;
import dev.millrace.gateway.publish.SpoolSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @throws GatewayStartException if the cluster's address or credentials are unusable, or the
   *     spool cannot be opened
   */
  static RecordPublisher open(GatewayConfig config, Limits limits, MeterRegistry meters) {
    String brokers = config.spec().kafka().bootstrapServers();
    PublisherSettings settings =
        new PublisherSettings(
            config.name(),
            clientProperties(config),
            topics(config),
            limits.brokerTimeout(),
            limits.maxRecordBytes(),
            limits.producerBufferBytes(),
            spool(config));
    try {
      return RecordPublisher.open(settings, meters);
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new GatewayStartException(
          "spec.kafka.bootstrapServers " + brokers + ": " + reason.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new GatewayStartException("spec.spool: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayStartException("interrupted while connecting to Kafka", e);
    }
  }

  private static Optional<SpoolSettings> spool(GatewayConfig config) {
    GatewaySpoolSpec spool = config.spec().spool();
    if (spool == null) {
      return Optional.empty();
    }
    if (config.spoolPlace() == null) {
      throw new GatewayStartException("spec.spool: there is no directory for it");
    }
    return Optional.of(
        new SpoolSettings(
            config.spoolPlace(),
            spool.maxBytes(),
            List.of(MessageHeaders.PEER, MessageHeaders.TOKEN, MessageHeaders.MESSAGE_ID)));
  }

  /** How clients reach the cluster. */
  static Map<String, String> clientProperties(GatewayConfig config) {
    Map<String, String> client = new HashMap<>(config.kafkaProperties());
    client.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.spec().kafka().bootstrapServers());
    return client;
  }

  /** All topics that the gateway writes. */
  static Set<String> topics(GatewayConfig config) {
    Set<String> topics =
        config.spec().resources().stream()
            .map(GatewayResourceSpec::topic)
            .collect(Collectors.toCollection(HashSet::new));
    if (config.spec().commands() != null) {
      topics.add(config.spec().commands().results());
    }
    return topics;
  }
}
