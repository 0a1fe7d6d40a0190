package dev.millrace.stream.stage;

import dev.millrace.stream.codec.DecodeException;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Declared fields that headers {@code path.NAME} set: what the gateway has authorised. */
final class PathFields {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]*\\.?[0-9]*([eE][+-]?[0-9]+)?");

  private final Schema schema;
  private final Map<String, Integer> slots = new HashMap<>();

  PathFields(Schema schema) {
    this.schema = schema;
    for (int slot = 0; slot < schema.size(); slot++) {
      slots.put(RecordHeader.PATH_PREFIX + schema.name(slot), slot);
    }
  }

  /**
   * Sets the field that the header names, if it is declared.
   *
   * @throws DecodeException if the header's text is not of the field's type
   */
  void set(RecordHeader header, Row row) throws DecodeException {
    Integer slot = slots.get(header.name());
    if (slot == null) {
      return;
    }
    String text = header.text();
    try {
      switch (schema.type(slot)) {
        case STRING -> row.setString(slot, text);
        case INT -> row.setLong(slot, Long.parseLong(text));
        case DOUBLE -> row.setDouble(slot, parseDouble(text));
        case BOOL -> row.setBool(slot, parseBool(text));
      }
    } catch (NumberFormatException e) {
      String label = Schema.label(schema.type(slot));
      throw new DecodeException("header " + header.name() + " is not of type " + label);
    }
  }

  private static double parseDouble(String text) {
    // Java alone would also take NaN, hexadecimal digits, blanks and type suffixes.
    double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private static boolean parseBool(String text) {
    boolean value = text.equals("true");
    if (!value && !text.equals("false")) {
      throw new NumberFormatException(text);
    }
    return value;
  }
}
