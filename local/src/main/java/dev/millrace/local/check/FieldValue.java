package dev.millrace.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.FieldType;

/** Values of fields: Long, Double, String or Boolean. */
final class FieldValue {
  private FieldValue() {}

  /** The value of a field of a declared type. */
  static Object of(JsonNode node, FieldType type) throws UndecodableException {
    switch (type) {
      case INT -> {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
          return node.longValue();
        }
      }
      case DOUBLE -> {
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
          return node.doubleValue();
        }
      }
      case STRING -> {
        if (node.isTextual() && Utf8Text.isWritable(node.textValue())) {
          return node.textValue();
        }
      }
      case BOOL -> {
        if (node.isBoolean()) {
          return node.booleanValue();
        }
      }
    }
    throw new UndecodableException(node + " is not of type " + type);
  }

  /** The value of a field whose type nobody has declared. */
  static Object untyped(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isFloatingPointNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isTextual() ? node.textValue() : node.toString();
  }

  /** The value of a field that a header sets. */
  static Object parse(String text, FieldType type) throws UndecodableException {
    try {
      return switch (type) {
        case STRING -> text;
        case INT -> Long.parseLong(text);
        case DOUBLE -> finite(text);
        case BOOL -> bool(text);
      };
    } catch (NumberFormatException e) {
      throw new UndecodableException("'" + text + "' is not of type " + type);
    }
  }

  private static Double finite(String text) throws UndecodableException {
    double value = Double.parseDouble(text);
    // Java also reads hexadecimal digits, type suffixes and blanks around the number.
    if (!Double.isFinite(value) || !text.matches("[-+.eE0-9]+")) {
      throw new UndecodableException("'" + text + "' is not a number");
    }
    return value;
  }

  private static Boolean bool(String text) throws UndecodableException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UndecodableException("'" + text + "' is not true or false");
    };
  }
}
