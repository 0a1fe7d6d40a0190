package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.Syntax;
import java.util.Optional;

/** Compares a value with the limits of its schema. */
final class BoundsCheck {
  private static final int SHOWN = 60;

  private BoundsCheck() {}

  /** The first limit that {@code value} breaks. */
  static Optional<Finding> check(Schema schema, JsonNode value) {
    Bounds bounds = schema.bounds();
    return switch (schema.type()) {
      case "integer", "number" -> number(bounds, value);
      case "string" -> text(schema, value.asText());
      case "array" ->
          count(value.size(), bounds.minItems(), bounds.maxItems(), "element", "elements");
      case "object" -> object(schema, value);
      default -> Optional.empty();
    };
  }

  private static Optional<Finding> number(Bounds bounds, JsonNode value) {
    double number = value.asDouble();
    boolean tooSmall =
        bounds.minimum() != null
            && (number < bounds.minimum()
                || (bounds.exclusiveMinimum() && number <= bounds.minimum()));
    boolean tooLarge =
        bounds.maximum() != null
            && (number > bounds.maximum()
                || (bounds.exclusiveMaximum() && number >= bounds.maximum()));
    if (!tooSmall && !tooLarge) {
      return Optional.empty();
    }
    String from = bounds.exclusiveMinimum() ? "more than " : "at least ";
    String to = bounds.exclusiveMaximum() ? "less than " : "at most ";
    String least = bounds.minimum() == null ? "" : from + plain(bounds.minimum());
    String most = bounds.maximum() == null ? "" : to + plain(bounds.maximum());
    String and = least.isEmpty() || most.isEmpty() ? "" : ", ";
    String size = tooSmall ? "small" : "large";
    return found(value.asText() + " is too " + size + ".", "Allowed: " + least + and + most + ".");
  }

  private static Optional<Finding> text(Schema schema, String text) {
    if (!schema.allowed().isEmpty() && !schema.allowed().contains(text)) {
      String near = Suggestion.didYouMean(text, schema.allowed());
      String hint = "One of: " + String.join(", ", schema.allowed()) + ".";
      return found(shown(text) + " is not allowed.", near.isEmpty() ? hint : hint + " " + near);
    }
    Bounds bounds = schema.bounds();
    Optional<Finding> length =
        count(
            text.codePointCount(0, text.length()),
            bounds.minLength(),
            bounds.maxLength(),
            "character",
            "characters");
    if (length.isPresent() || bounds.pattern() == null || bounds.pattern().matcher(text).find()) {
      return length;
    }
    String pattern = bounds.pattern().pattern();
    String allowed = Syntax.inWords(pattern).orElse("what matches " + pattern);
    return found(shown(text) + " is not allowed.", "Allowed: " + allowed + ".");
  }

  private static Optional<Finding> object(Schema schema, JsonNode value) {
    Bounds bounds = schema.bounds();
    boolean exactlyOne =
        Integer.valueOf(1).equals(bounds.minProperties())
            && bounds.minProperties().equals(bounds.maxProperties());
    if (exactlyOne && value.size() != 1 && !schema.properties().isEmpty()) {
      return found(
          "has " + value.size() + " fields.",
          "Exactly one of: " + String.join(", ", schema.properties().keySet()) + ".");
    }
    return count(value.size(), bounds.minProperties(), bounds.maxProperties(), "entry", "entries");
  }

  private static Optional<Finding> count(
      int actual, Integer least, Integer most, String one, String many) {
    if (least != null && actual < least) {
      return found(
          "has " + actual + " " + (actual == 1 ? one : many) + ".", "At least " + least + ".");
    }
    if (most != null && actual > most) {
      return found("has " + actual + " " + many + ".", "At most " + most + ".");
    }
    return Optional.empty();
  }

  private static Optional<Finding> found(String message, String hint) {
    return Optional.of(new Finding(message, hint));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** The text in quotes, shortened if long, control characters replaced. */
  static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return "'" + (clean.length() > SHOWN ? clean.substring(0, SHOWN) + "…" : clean) + "'";
  }
}
