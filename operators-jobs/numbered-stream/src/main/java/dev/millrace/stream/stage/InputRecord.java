package dev.millrace.stream.stage;

/**
 * One record of an input log, as far as a stage sees it.
 *
 * @param offset position in the partition
 * @param timestamp Kafka timestamp, milliseconds since the epoch
 * @param key null if there is none
 * @param value null if there is none
 * @param headers those that {@link RecordHeader#concernsStages}, in the record's order
 */
public record InputRecord(
    long offset, long timestamp, byte[] key, byte[] value, RecordHeader[] headers) {
  /** No headers. */
  public static final RecordHeader[] NO_HEADERS = {};
}
