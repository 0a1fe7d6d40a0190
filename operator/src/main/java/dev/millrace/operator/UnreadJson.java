package dev.millrace.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** JSON that is kept as text until it is written or compared. Immutable. */
final class UnreadJson implements JsonSerializable {
  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] text;

  private UnreadJson(byte[] text) {
    this.text = text;
  }

  /** The value that the parser is at; it is behind it afterwards. */
  static UnreadJson of(JsonParser parser) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return new UnreadJson(text.toByteArray());
  }

  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      generator.copyCurrentStructure(parser);
    }
  }

  @Override
  public void serializeWithType(
      JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
      throws IOException {
    serialize(generator, provider);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnreadJson json && Arrays.equals(text, json.text);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(text);
  }
}
