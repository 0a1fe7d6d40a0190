package dev.millrace.local.check;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Records for tests. Offsets are given where they are put into a log. */
final class LogText {
  private LogText() {}

  /** A record with a JSON value. */
  static LogRecord data(long time, String key, String json) {
    return new LogRecord(0, time, bytes(key), bytes(json), Map.of());
  }

  static LogRecord tick(long time) {
    return new LogRecord(0, time, null, null, Map.of("millrace-tick", new byte[0]));
  }

  /** The same record with one more header. */
  static LogRecord with(LogRecord record, String header, String value) {
    Map<String, byte[]> headers = new HashMap<>(record.headers());
    headers.put(header, bytes(value));
    return new LogRecord(
        record.offset(), record.timestamp(), record.key(), record.value(), headers);
  }

  static LogRecord at(LogRecord record, long offset) {
    return new LogRecord(
        offset, record.timestamp(), record.key(), record.value(), record.headers());
  }

  static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
