package dev.millrace.local.check;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A record as it lies in a topic. The arrays are not copied. */
final class LogRecord {
  private final long offset;
  private final long timestamp;
  private final byte[] key;
  private final byte[] value;
  private final Map<String, byte[]> headers;

  /**
   * A record.
   *
   * @param offset its place in the partition
   * @param timestamp milliseconds since the epoch
   * @param key null if there is none
   * @param value null if there is none
   * @param headers by name; of several with one name the last
   */
  LogRecord(long offset, long timestamp, byte[] key, byte[] value, Map<String, byte[]> headers) {
    this.offset = offset;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  long offset() {
    return offset;
  }

  long timestamp() {
    return timestamp;
  }

  byte[] key() {
    return key;
  }

  byte[] value() {
    return value;
  }

  Map<String, byte[]> headers() {
    return headers;
  }

  /** Whether it carries only time. */
  boolean isTick() {
    return headers.containsKey("millrace-tick");
  }

  /** A header as text, or null if there is none. */
  String header(String name) {
    byte[] header = headers.get(name);
    return header == null ? null : new String(header, StandardCharsets.UTF_8);
  }

  /** The key as text; a record without key has the empty one. */
  String keyText() {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "%d: time %d key %s %s"
        .formatted(offset, timestamp, Utf8Text.shown(key), Utf8Text.shown(value));
  }
}
