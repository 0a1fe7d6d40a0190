package dev.millrace.operator.render;

import dev.millrace.api.KafkaSpec;

/** The Secret with Kafka client properties, where a pod reads it. */
final class KafkaMount {
  private static final String PATH = "/etc/millrace-kafka";

  private KafkaMount() {}

  static Mounts add(Mounts mounts, KafkaSpec kafka) {
    return kafka.credentials() == null
        ? mounts
        : mounts.andSecret("kafka", kafka.credentials().secretName(), PATH);
  }
}
