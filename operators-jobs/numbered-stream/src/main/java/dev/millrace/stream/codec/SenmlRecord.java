package dev.millrace.stream.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * One record of a SenML pack as it stands in the payload, before base fields are applied (RFC 8428
 * section 4). What is absent is null. Each label occurs at most once, and at most one of the value
 * labels.
 */
final class SenmlRecord {
  /** RFC 8428 section 4.4. */
  private static final int VERSION = 10;

  /** A feature bit that changes units only (RFC 9100), which are skipped here. */
  private static final int SECONDARY_UNITS = 16;

  String baseName;
  SenmlNumber baseTime;
  SenmlNumber baseValue;
  String name;
  SenmlNumber time;
  SenmlNumber number;
  String text;
  Boolean bool;

  private final Set<SenmlLabel> seen = EnumSet.noneOf(SenmlLabel.class);

  /** Takes the current token as the value of a label. */
  void read(SenmlLabel label, JsonParser parser) throws DecodeException, IOException {
    if (!seen.add(label)) {
      throw Reasons.duplicate(label.json(), Parsers.offset(parser));
    }
    switch (label) {
      case BASE_VERSION -> requireVersion(parser);
      case BASE_NAME -> baseName = text(label, parser);
      case BASE_TIME -> baseTime = number(label, parser);
      case BASE_VALUE -> baseValue = number(label, parser);
      case NAME -> name = text(label, parser);
      case VALUE -> number = number(label, parser);
      case STRING_VALUE -> text = text(label, parser);
      case BOOLEAN_VALUE -> bool = bool(label, parser);
      case TIME -> time = number(label, parser);
      case SUM, DATA_VALUE -> Parsers.skip(parser);
    }
  }

  boolean has(SenmlLabel label) {
    return seen.contains(label);
  }

  /** How many of v, vs, vb and vd there are. */
  int values() {
    return (int) seen.stream().filter(SenmlLabel::isValue).count();
  }

  private static void requireVersion(JsonParser parser) throws DecodeException, IOException {
    SenmlNumber version = number(SenmlLabel.BASE_VERSION, parser);
    if (!version.isInt() || (version.integer() & ~SECONDARY_UNITS) != VERSION) {
      throw Reasons.field(
          SenmlLabel.BASE_VERSION.json(), "unknown SenML version", Parsers.offset(parser));
    }
  }

  private static SenmlNumber number(SenmlLabel label, JsonParser parser)
      throws DecodeException, IOException {
    JsonToken token = parser.currentToken();
    if (!token.isNumeric()) {
      throw wrongType(label, "number", parser);
    }
    if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
      return SenmlNumber.of(parser.getLongValue());
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw Reasons.field(label.json(), "not a finite double", Parsers.offset(parser));
    }
    return SenmlNumber.of(value);
  }

  private static String text(SenmlLabel label, JsonParser parser)
      throws DecodeException, IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(label, "string", parser);
    }
    String value = parser.getText();
    if (!Utf8.isUnicode(value)) {
      throw Reasons.field(label.json(), "half of a surrogate pair", Parsers.offset(parser));
    }
    return value;
  }

  private static boolean bool(SenmlLabel label, JsonParser parser) throws DecodeException {
    if (!parser.currentToken().isBoolean()) {
      throw wrongType(label, "bool", parser);
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  private static DecodeException wrongType(SenmlLabel label, String type, JsonParser parser) {
    String found = FieldReader.found(parser.currentToken());
    return Reasons.field(label.json(), type + " expected, found " + found, Parsers.offset(parser));
  }
}
