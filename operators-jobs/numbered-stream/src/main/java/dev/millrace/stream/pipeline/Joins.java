package dev.millrace.stream.pipeline;

import dev.millrace.api.JoinSpec;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Both kinds of records of a join have the same key, because all writers of its input log make the
 * key of the field that it joins on. Otherwise partners would lie in different partitions and never
 * meet.
 */
final class Joins {
  private Joins() {}

  static void check(Inventory inventory, Wiring wiring, Problems problems) {
    for (StageSite stage : inventory.stages()) {
      for (int step = 0; step < stage.steps().size(); step++) {
        JoinSpec join = stage.steps().get(step).join();
        if (join != null) {
          check(stage, step, join.key(), wiring.writersOf(stage.spec().from()), problems);
        }
      }
    }
  }

  private static void check(
      StageSite stage, int step, String on, List<Writer> writers, Problems problems) {
    if (writers.stream().allMatch(writer -> writer.key().equals(needed(writer, on)))) {
      return;
    }
    Writer first = writers.get(0);
    String keys =
        writers.stream()
            .skip(1)
            .map(writer -> ", " + writer.label() + " " + key(writer, "by "))
            .distinct()
            .collect(Collectors.joining());
    boolean gateway = writers.stream().anyMatch(Writer.Gateway.class::isInstance);
    problems.add(
        stage.pipeline(),
        stage.field("steps").index(step).field("join").field("key"),
        ("join of differently partitioned logs: %s writes '%s' %s%s;"
                + " the join of stage %s needs value.%s from all of them.")
            .formatted(
                first.label(), first.topic(), key(first, "keyed by "), keys, stage.name(), on),
        gateway ? "In a gateway that is path." + on + "." : "");
  }

  private static String key(Writer writer, String by) {
    return writer.key().isEmpty() ? writer.withoutKey() : by + writer.key();
  }

  private static String needed(Writer writer, String on) {
    return (writer instanceof Writer.Gateway ? "path." : "value.") + on;
  }
}
