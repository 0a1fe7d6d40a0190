package dev.millrace.controllog;

import java.util.Map;

/**
 * The topics that a migration of one stage makes for itself and deletes when it ends; each has as
 * many partitions as the stage's input.
 *
 * @param stage <code>PIPELINE.STAGE</code>
 */
record StageTopics(String stage) {
  private static final String RETENTION_MILLIS = "3600000";
  private static final String SEGMENT_BYTES = Integer.toString(16 << 20);
  private static final String MESSAGE_BYTES = Integer.toString(1 << 20);

  /** A slot for each partition, through which its state goes chunk by chunk. */
  TopicSpec transfer(int partitions) {
    return spec(stage + ".millrace.transfer", partitions);
  }

  /** What replicas compute while a router owns their partition. */
  TopicSpec shadow(int partitions) {
    return spec(stage + ".millrace.shadow", partitions);
  }

  private static TopicSpec spec(String name, int partitions) {
    return new TopicSpec(
        name,
        partitions,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", RETENTION_MILLIS,
            "segment.bytes", SEGMENT_BYTES,
            "max.message.bytes", MESSAGE_BYTES),
        false);
  }
}
