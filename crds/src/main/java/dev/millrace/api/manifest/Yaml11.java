package dev.millrace.api.manifest;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What kubectl, which reads YAML 1.1, takes for something else than YAML 1.2 does. Such a text
 * would mean one thing in a local run and another on a cluster, so it has to be quoted.
 */
final class Yaml11 {
  private static final Set<String> BOOLEANS =
      Set.of(
          "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off",
          "OFF");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(0[0-9_]+|0b[01_]+|[0-9][0-9_]*_[0-9_]*(\\.[0-9_]*)?)");

  private Yaml11() {}

  /** As what YAML 1.1 reads the plain scalar {@code text}, if that is not what YAML 1.2 reads. */
  static Optional<String> differs(String text) {
    if (BOOLEANS.contains(text)) {
      return Optional.of("a boolean");
    }
    return NUMBER.matcher(text).matches() ? Optional.of("another number") : Optional.empty();
  }
}
