package dev.millrace.stream.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.stream.record.Row;
import java.io.IOException;

/** Reads the value of one declared field and holds it to its type. */
final class FieldReader {
  private FieldReader() {}

  /** Puts the current token's value into the slot; null leaves it absent. */
  static void read(JsonParser parser, Row row, int slot) throws DecodeException, IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    switch (row.schema().type(slot)) {
      case INT -> row.setLong(slot, integer(parser, token, row, slot));
      case DOUBLE -> row.setDouble(slot, real(parser, token, row, slot));
      case STRING -> row.setString(slot, text(parser, token, row, slot));
      case BOOL -> row.setBool(slot, bool(parser, token, row, slot));
    }
  }

  private static long integer(JsonParser parser, JsonToken token, Row row, int slot)
      throws DecodeException, IOException {
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType("int", parser, row, slot);
    }
    if (parser.getNumberType() == NumberType.BIG_INTEGER) {
      throw wrong("integer beyond 64 bits", parser, row, slot);
    }
    return parser.getLongValue();
  }

  private static double real(JsonParser parser, JsonToken token, Row row, int slot)
      throws DecodeException, IOException {
    if (!token.isNumeric()) {
      throw wrongType("double", parser, row, slot);
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw wrong("not a finite double", parser, row, slot);
    }
    return value;
  }

  private static String text(JsonParser parser, JsonToken token, Row row, int slot)
      throws DecodeException, IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw wrongType("string", parser, row, slot);
    }
    String value = parser.getText();
    if (!Utf8.isUnicode(value)) {
      throw wrong("half of a surrogate pair", parser, row, slot);
    }
    return value;
  }

  private static boolean bool(JsonParser parser, JsonToken token, Row row, int slot)
      throws DecodeException {
    if (!token.isBoolean()) {
      throw wrongType("bool", parser, row, slot);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static DecodeException wrongType(String type, JsonParser parser, Row row, int slot) {
    String found = found(parser.currentToken());
    return wrong(type + " expected, found " + found, parser, row, slot);
  }

  private static DecodeException wrong(String what, JsonParser parser, Row row, int slot) {
    return Reasons.field(row.schema().name(slot), what, Parsers.offset(parser));
  }

  /** What a token is, in the words of reasons. */
  static String found(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "an integer";
      case VALUE_NUMBER_FLOAT -> "a number with fraction or exponent";
      case VALUE_TRUE, VALUE_FALSE -> "a bool";
      case VALUE_NULL -> "null";
      default -> "bytes or another value that fields cannot have";
    };
  }
}
