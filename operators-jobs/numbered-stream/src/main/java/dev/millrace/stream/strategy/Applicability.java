package dev.millrace.stream.strategy;

import dev.millrace.api.CountWindowSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which stages {@code WindowSynchronised} can serve. It corrects a result by a difference of serial
 * numbers, so each result has to be the plain number of consecutive records: one tumbling window
 * (by time, or by count without overlap), all records of one key, one {@code count()}.
 */
public final class Applicability {
  private static final Pattern COUNT = Pattern.compile("\\s*count\\s*\\(\\s*\\)\\s*");
  private static final Pattern KEY = Pattern.compile("\\s*key\\s*");
  private static final Pattern BOUND = Pattern.compile("\\s*window\\s*\\.\\s*(start|end)\\s*");

  private Applicability() {}

  /**
   * Why a stage cannot be migrated in this way.
   *
   * @param steps of the stage, in order; null counts as none
   * @param keys number of different record keys that a partition holds; above 1 any such number
   * @param factor the synchronisation factor; unless it is 0, results around the switch may cover
   *     what no window covered
   * @return a reason that names the field; empty if the stage can be served
   */
  public static Optional<String> refusal(List<StepSpec> steps, long keys, long factor) {
    if (steps == null || steps.isEmpty()) {
      return refused("steps", "a stage without a window has no results to compare");
    }
    for (int index = 0; index < steps.size(); index++) {
      String path = "steps[" + index + "]";
      StepSpec step = steps.get(index);
      if (step.rekey() != null) {
        return refused(path + ".rekey", "a change of key splits the counts");
      }
      if (step.window() == null) {
        return refused(path, "a step that is no window can drop, add or change what is counted");
      }
    }
    if (steps.size() > 1) {
      return refused("steps[1].window", "a second window counts results and not records");
    }
    if (keys > 1) {
      return refused(
          "steps[0].window",
          "a window per key, for "
              + keys
              + " keys or more: the records that one result counts are not consecutive");
    }
    return shape("steps[0].window", steps.get(0).window())
        .or(() -> results("steps[0].window.emit", steps.get(0).window().emit(), factor));
  }

  /**
   * The field of the results that holds the count, of a stage that can be served.
   *
   * @throws IllegalArgumentException if it cannot be
   */
  public static String countField(List<StepSpec> steps) {
    refusal(steps, 1, 0)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return new TreeMap<>(steps.get(0).window().emit())
        .entrySet().stream()
            .filter(field -> COUNT.matcher(field.getValue()).matches())
            .findFirst()
            .orElseThrow()
            .getKey();
  }

  /**
   * Serial numbers between the last record that a result counts and the record that caused it, of a
   * stage that can be served: a window by time closes only with the record after it.
   */
  public static int lag(List<StepSpec> steps) {
    return steps.get(0).window().count() == null ? 1 : 0;
  }

  private static Optional<String> shape(String path, WindowSpec window) {
    if (window.sliding() != null) {
      return refused(path + ".sliding", "a record counts in more than one window");
    }
    if (window.session() != null) {
      return refused(
          path + ".session", "sessions can merge, so the records of one need not be consecutive");
    }
    CountWindowSpec count = window.count();
    if (count != null && count.every() != null && !count.every().equals(count.size())) {
      return refused(path + ".count.every", "a record counts in more than one window");
    }
    return window.tumbling() == null && count == null
        ? refused(path, "neither tumbling nor count is set")
        : Optional.empty();
  }

  private static Optional<String> results(String path, Map<String, String> emit, long factor) {
    int counts = 0;
    Map<String, String> sorted = emit == null ? Map.of() : new TreeMap<>(emit);
    for (Map.Entry<String, String> field : sorted.entrySet()) {
      String source = field.getValue();
      boolean isBound = BOUND.matcher(source).matches();
      if (COUNT.matcher(source).matches()) {
        counts++;
      } else if (isBound && factor > 0) {
        return refused(
            path + "." + field.getKey(),
            source + " would be untrue for a corrected result; synchronisation factor 0 has none");
      } else if (!isBound && !KEY.matcher(source).matches()) {
        return refused(
            path + "." + field.getKey(),
            source + " is not count(), and only a count can be corrected by serial numbers");
      }
    }
    return counts == 1
        ? Optional.empty()
        : refused(path, "exactly one count() is needed, these are " + counts);
  }

  private static Optional<String> refused(String path, String reason) {
    return Optional.of(path + ": " + reason);
  }
}
