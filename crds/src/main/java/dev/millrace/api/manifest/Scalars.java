package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The values of YAML's core schema that JSON has too. */
final class Scalars {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Scalars() {}

  /**
   * The value of {@code node}, or nothing if JSON has none like it: infinities, binary data, own
   * types.
   */
  static Optional<JsonNode> read(ScalarNode node) {
    Tag tag = node.getTag();
    String text = node.getValue();
    if (tag.equals(Tag.STR)) {
      return Optional.of(JSON.textNode(text));
    } else if (tag.equals(Tag.NULL)) {
      return Optional.of(JSON.nullNode());
    } else if (tag.equals(Tag.BOOL)) {
      return Optional.of(JSON.booleanNode(text.toLowerCase(Locale.ROOT).equals("true")));
    }
    try {
      if (tag.equals(Tag.INT)) {
        return Optional.of(integer(text));
      }
      return tag.equals(Tag.FLOAT) ? decimal(text) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static JsonNode integer(String text) {
    BigInteger value =
        text.startsWith("0x")
            ? new BigInteger(text.substring(2), 16)
            : text.startsWith("0o")
                ? new BigInteger(text.substring(2), 8)
                : new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    return value.bitLength() < Long.SIZE
        ? JSON.numberNode(value.longValue())
        : JSON.numberNode(value);
  }

  private static Optional<JsonNode> decimal(String text) {
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? Optional.of(JSON.numberNode(value)) : Optional.empty();
  }
}
