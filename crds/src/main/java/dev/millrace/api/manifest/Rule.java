package dev.millrace.api.manifest;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A CEL rule of a schema.
 *
 * @param place kind and place of the schema that the rule belongs to
 * @param expression the rule, true for what is allowed
 * @param message what is wrong when it is not
 * @param fieldPath the field to blame, from the place, such as {@code .to.topic}; may be empty
 */
record Rule(String place, String expression, String message, String fieldPath) {
  private static final Pattern FIELD = Pattern.compile("\\bself\\.(\\w+)");

  /**
   * The names that follow {@code self.}: every field that the rule looks at, functions among them.
   */
  Set<String> names() {
    return FIELD.matcher(expression).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  /** Whether the rule compares with the resource as it was, and so says nothing about a new one. */
  boolean isTransition() {
    return expression.contains("oldSelf");
  }
}
