package dev.millrace.flink;

import dev.millrace.controllog.KafkaConnection;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/** The input log as a source of Flink. Its positions are in checkpoints and nowhere else. */
final class LogSource {
  private LogSource() {}

  /**
   * A source of committed records from the beginning of the log, or from a checkpoint's positions.
   *
   * @param partitions number of partitions; a topic that lacks one of them fails the job
   * @param from by partition, where to begin without a checkpoint; else at the beginning of the log
   */
  static KafkaSource<LogRecord> of(
      String topic,
      int partitions,
      Map<Integer, Long> from,
      KafkaConnection kafka,
      String clientId) {
    Set<TopicPartition> all = new HashSet<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(new TopicPartition(topic, partition));
    }
    return KafkaSource.<LogRecord>builder()
        .setProperties(settings(kafka))
        .setBootstrapServers(kafka.bootstrapServers())
        .setPartitions(all)
        .setStartingOffsets(new FirstOffsets(new TreeMap<>(from)))
        .setDeserializer(new LogRecordReader())
        .setClientIdPrefix(clientId)
        .build();
  }

  private static Properties settings(KafkaConnection kafka) {
    Properties settings = new Properties();
    settings.putAll(kafka.security());
    settings.putAll(
        Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            "false",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            Integer.toString(KafkaConnection.POLL_RECORDS),
            CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
            Long.toString(KafkaConnection.CALL_TIMEOUT.toMillis()),
            CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "1000",
            KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
            "-1",
            KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(),
            "false",
            KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key(),
            "false"));
    return settings;
  }
}
