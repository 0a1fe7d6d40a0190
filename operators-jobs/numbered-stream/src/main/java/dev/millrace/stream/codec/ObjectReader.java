package dev.millrace.stream.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.io.IOException;

/**
 * Reads one JSON or CBOR object into a row. It expects the fields in declared order, which costs
 * one comparison of bytes a name; in any other order it looks the name up. A declared field that
 * occurs twice is refused; undeclared ones are skipped without a look.
 */
final class ObjectReader implements RecordReader {
  private final Parsers parsers;
  private final Schema schema;
  private final SerializedString[] names;

  ObjectReader(Parsers parsers, Schema schema) {
    this.parsers = parsers;
    this.schema = schema;
    this.names =
        schema.names().stream().map(SerializedString::new).toArray(SerializedString[]::new);
  }

  @Override
  public void read(byte[] payload, Row into) throws DecodeException {
    into.clear();
    try (JsonParser parser = parsers.open(payload)) {
      try {
        parsers.requireFirst(JsonToken.START_OBJECT, "an object", parser, payload.length);
        fields(parser, into);
        Parsers.requireEnd(parser);
      } catch (IOException e) {
        throw parsers.reason(e, parser, payload.length);
      }
    } catch (IOException e) {
      throw Reasons.malformed(parsers.format(), 0);
    }
  }

  private void fields(JsonParser parser, Row into) throws DecodeException, IOException {
    long seen = 0;
    int expected = 0;
    while (true) {
      int slot = nextSlot(parser, expected);
      if (parser.currentToken() != JsonToken.FIELD_NAME) {
        return;
      }
      if (slot < 0) {
        parser.nextToken();
        Parsers.skip(parser);
        continue;
      }
      if ((seen >>> slot & 1) != 0) {
        throw Reasons.duplicate(schema.name(slot), Parsers.offset(parser));
      }
      seen |= 1L << slot;
      expected = slot + 1;
      parser.nextToken();
      FieldReader.read(parser, into, slot);
    }
  }

  /** Moves to the next name, or to the object's end, and gives the name's slot, or -1. */
  private int nextSlot(JsonParser parser, int expected) throws IOException {
    if (expected < names.length && parsers.comparesNames()) {
      if (parser.nextFieldName(names[expected])) {
        return expected;
      }
    } else {
      parser.nextToken();
    }
    if (parser.currentToken() != JsonToken.FIELD_NAME) {
      return -1;
    }
    String name = parser.currentName();
    return expected < names.length && names[expected].getValue().equals(name)
        ? expected
        : schema.slot(name);
  }
}
