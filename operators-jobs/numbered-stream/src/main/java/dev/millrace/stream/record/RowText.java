package dev.millrace.stream.record;

import java.util.StringJoiner;

/** A row as people read it in logs and test reports. */
final class RowText {
  private RowText() {}

  static String of(Row row) {
    Schema schema = row.schema();
    StringJoiner fields = new StringJoiner(",", "{", "}");
    for (int slot = 0; slot < schema.size(); slot++) {
      if (row.has(slot)) {
        fields.add(quoted(schema.name(slot)) + ":" + value(row, slot));
      }
    }
    return fields.toString();
  }

  private static String value(Row row, int slot) {
    return switch (row.schema().type(slot)) {
      case INT -> Long.toString(row.getLong(slot));
      case DOUBLE -> Double.toString(row.getDouble(slot));
      case BOOL -> Boolean.toString(row.getBool(slot));
      case STRING -> quoted(row.getString(slot));
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
