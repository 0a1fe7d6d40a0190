package dev.millrace.controllog;

import java.util.Map;

/**
 * The topics of a pipeline that are Millrace's own: their names, and how they are kept.
 *
 * @param pipeline name of the pipeline
 */
public record ControlTopics(String pipeline) {
  /**
   * Snapshots of different partitions lie in different ones, as far as these go, so that who loads
   * one does not read all the others.
   */
  static final int SNAPSHOT_PARTITIONS = 8;

  /** An hour; the longest that a report or a snapshot is of use. */
  private static final String RETENTION_MILLIS = "3600000";

  /** Nothing is deleted before its segment is full, so segments are small. */
  private static final String SEGMENT_BYTES = Integer.toString(16 << 20);

  /** Room for a chunk of a snapshot, its key, and what Kafka adds. */
  private static final String MESSAGE_BYTES = Integer.toString(1 << 20);

  /** The control log: one partition, kept for ever but for what is trimmed. */
  public String control() {
    return pipeline + ".millrace.control";
  }

  /** Frontiers and digests, several times a second. */
  public String progress() {
    return pipeline + ".millrace.progress";
  }

  /** Portable snapshots in chunks. */
  public String snapshots() {
    return pipeline + ".millrace.snapshots";
  }

  TopicSpec controlSpec() {
    return new TopicSpec(
        control(),
        1,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "segment.bytes", SEGMENT_BYTES),
        true);
  }

  TopicSpec progressSpec() {
    return new TopicSpec(
        progress(),
        1,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", RETENTION_MILLIS,
            "segment.bytes", SEGMENT_BYTES),
        false);
  }

  TopicSpec snapshotSpec() {
    return new TopicSpec(
        snapshots(),
        SNAPSHOT_PARTITIONS,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", RETENTION_MILLIS,
            "segment.bytes", SEGMENT_BYTES,
            "max.message.bytes", MESSAGE_BYTES),
        false);
  }
}
