package dev.millrace.api;

import java.util.Map;

/**
 * A topic of the pipeline. {@code fields} declares what its records hold, in the order in which
 * they are written; a topic that a stage of the pipeline writes may leave them to that stage.
 */
public record TopicSpec(
    Integer partitions,
    Map<String, FieldType> fields,
    Format format,
    TimeSpec time,
    String tickInterval) {
  /** Encoding of the values that stages write, and of values that carry no content format. */
  public enum Format {
    Json,
    Cbor
  }
}
