package dev.millrace.e2e.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often controllers have worked on a resource, as the operator's metrics say it.
 *
 * @param byController names of controllers and numbers
 */
record Reconciles(Map<String, Long> byController) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^millrace_operator_reconcile_seconds_count\\{.*?controller=\"([a-z]+)\".*?} ([0-9.E]+)$");

  /** Takes a copy. */
  Reconciles {
    byController = Map.copyOf(byController);
  }

  /** Reads metrics as Prometheus does. */
  static Reconciles parse(String metrics) {
    Map<String, Long> all = new TreeMap<>();
    Matcher matcher = LINE.matcher(metrics);
    while (matcher.find()) {
      all.merge(matcher.group(1), (long) Double.parseDouble(matcher.group(2)), Long::sum);
    }
    return new Reconciles(all);
  }

  /** Of all controllers. */
  long total() {
    return byController.values().stream().mapToLong(Long::longValue).sum();
  }
}
