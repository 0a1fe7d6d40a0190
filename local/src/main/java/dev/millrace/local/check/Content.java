package dev.millrace.local.check;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an output is, as text: two outputs are the same iff their texts are. Values are compared as
 * trees, so that the bytes of an encoder do not matter, but the order of fields does.
 */
final class Content {
  private static final String REASON = "millrace-reason";

  private Content() {}

  /** A result of a stage. */
  static String result(long timestamp, byte[] key, Map<String, Object> fields) {
    StringBuilder text = new StringBuilder();
    text.append("time ").append(timestamp).append(" key ").append(Utf8Text.shown(key));
    String separator = " {";
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      text.append(separator).append(field.getKey()).append(": ").append(shown(field.getValue()));
      separator = ", ";
    }
    return text.append('}').toString();
  }

  /** A late record, which is written as it came. */
  static String late(LogRecord record) {
    return asItCame(record.timestamp(), record.key(), record.value(), record) + " late";
  }

  /** A record that became a dead letter. */
  static String deadLetter(LogRecord record, String reason) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    return asItCame(record.timestamp(), record.key(), value, record) + " dead: " + reason;
  }

  /** A dead letter in place of a result that fires by time. */
  static String deadLetter(long timestamp, String key, String reason) {
    byte[] bytes = key.isEmpty() ? null : key.getBytes(StandardCharsets.UTF_8);
    return asItCame(timestamp, bytes, new byte[0], null) + " dead: " + reason;
  }

  /** A dead letter as it was found. */
  static String foundDeadLetter(LogRecord record) {
    String reason = record.header(REASON);
    String shortened = reason == null ? "no reason" : reason.replaceFirst("(?s):.*", "");
    return asItCame(record.timestamp(), record.key(), record.value(), record)
        + " dead: "
        + shortened;
  }

  private static String asItCame(long timestamp, byte[] key, byte[] value, LogRecord headers) {
    Map<String, String> kept = new TreeMap<>();
    if (headers != null) {
      for (String name : headers.headers().keySet()) {
        if (name.equals("content-format") || name.startsWith("path.")) {
          kept.put(name, headers.header(name));
        }
      }
    }
    return "time %d key %s %s %s"
        .formatted(timestamp, Utf8Text.shown(key), Utf8Text.shown(value), kept);
  }

  private static String shown(Object value) {
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    // The two zeros are equal to every reader, and sums may end in either.
    return value.equals(-0.0) ? "0.0" : value.toString();
  }
}
