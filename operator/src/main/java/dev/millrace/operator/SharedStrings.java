package dev.millrace.operator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/**
 * Reads texts so that equal ones are mostly one object: labels, reasons and names come again and
 * again in thousands of cached objects. What it remembers is bounded, and a text that drives out
 * another one does no harm but to memory. Thread-safe.
 */
final class SharedStrings extends StdScalarDeserializer<String> {
  private static final long serialVersionUID = 1L;
  private static final int PLACES = 1 << 14;
  private static final int LONGEST = 200;

  /** Strings are immutable, so a race may lose one, and never show half of one. */
  private final transient String[] remembered = new String[PLACES];

  SharedStrings() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    return share(StringDeserializer.instance.deserialize(parser, context));
  }

  /** The text itself, or an equal one that was read before. */
  String share(String text) {
    if (text == null || text.length() > LONGEST) {
      return text;
    }
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 14) & PLACES - 1;
    String before = remembered[place];
    if (text.equals(before)) {
      return before;
    }
    remembered[place] = text;
    return text;
  }
}
