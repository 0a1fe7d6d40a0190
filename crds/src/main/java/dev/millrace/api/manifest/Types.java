package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/** The types of a schema and how values are called in messages. */
final class Types {
  private Types() {}

  /** Whether {@code value} is of {@code type}; anything is of the empty type. */
  static boolean matches(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && isWhole(value);
      default -> true;
    };
  }

  private static boolean isWhole(JsonNode value) {
    return value.canConvertToLong() && value.asDouble() == Math.rint(value.asDouble());
  }

  /** What {@code type} is, with its article. */
  static String article(String type) {
    return switch (type) {
      case "object" -> "a map of fields";
      case "array" -> "a list";
      case "string" -> "a text";
      case "boolean" -> "true or false";
      case "integer" -> "a whole number of 64 bits";
      default -> "a " + type;
    };
  }

  /** What {@code value} is, with its article and, if short, itself. */
  static String name(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "a map of fields";
      case ARRAY -> "a list";
      case STRING -> "the text " + BoundsCheck.shown(value.asText());
      case NUMBER -> "the number " + value.asText();
      case BOOLEAN -> value.asText();
      default -> "empty (null)";
    };
  }
}
