package dev.millrace.operator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Reads a specification that is only compared as a whole: its parts are kept as text, among the
 * fields that the model class does not know, and written as they were read. As objects of the model
 * classes a Deployment's would take ten times the memory, and half of a start.
 */
final class UnreadSpec<T> extends StdDeserializer<T> {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<T> blank;
  private final transient Unknown<T> unknown;
  private final transient Map<String, ObjIntConsumer<T>> numbers;

  /** How a specification is given a field that its class does not know. */
  @FunctionalInterface
  interface Unknown<T> {
    void set(T specification, String name, Object value);
  }

  /**
   * Reads objects of a class.
   *
   * @param blank makes an empty one
   * @param numbers fields that are looked at by themselves
   */
  UnreadSpec(
      Class<T> type,
      Supplier<T> blank,
      Unknown<T> unknown,
      Map<String, ObjIntConsumer<T>> numbers) {
    super(type);
    this.blank = blank;
    this.unknown = unknown;
    this.numbers = Map.copyOf(numbers);
  }

  @Override
  @SuppressWarnings(
      "unchecked") // The context answers with an object of the class that is asked for.
  public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      return (T) context.handleUnexpectedToken(handledType(), parser);
    }
    T read = blank.get();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (numbers.containsKey(name) && value == JsonToken.VALUE_NUMBER_INT) {
        numbers.get(name).accept(read, parser.getIntValue());
      } else {
        unknown.set(read, name, UnreadJson.of(parser));
      }
    }
    return read;
  }
}
