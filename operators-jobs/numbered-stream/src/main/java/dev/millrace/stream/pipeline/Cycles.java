package dev.millrace.stream.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * No stage reads what comes of its own results (C3-01). For every stage that lies on a cycle, a
 * shortest one is named, and none twice.
 */
final class Cycles {
  private Cycles() {}

  /** What a stage writes, and another one reads. */
  private record Step(StageSite stage, Writer written) {}

  static void check(Inventory inventory, Wiring wiring, Problems problems) {
    Set<StageSite> named = new HashSet<>();
    for (StageSite stage : inventory.stages()) {
      if (!named.contains(stage)) {
        List<Step> cycle = through(stage, wiring);
        if (!cycle.isEmpty()) {
          cycle.forEach(step -> named.add(step.stage()));
          report(cycle, problems);
        }
      }
    }
  }

  private static List<Step> through(StageSite start, Wiring wiring) {
    Map<StageSite, Step> cameBy = new HashMap<>();
    Queue<StageSite> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      StageSite stage = open.remove();
      for (Writer written : wiring.writersIn(stage)) {
        for (StageSite reader : wiring.readersOf(written.topic())) {
          if (cameBy.putIfAbsent(reader, new Step(stage, written)) == null) {
            open.add(reader);
          }
          if (reader.equals(start)) {
            return back(start, cameBy);
          }
        }
      }
    }
    return List.of();
  }

  private static List<Step> back(StageSite start, Map<StageSite, Step> cameBy) {
    List<Step> cycle = new ArrayList<>();
    StageSite reader = start;
    do {
      Step step = cameBy.get(reader);
      cycle.add(step);
      reader = step.stage();
    } while (!reader.equals(start));
    Collections.reverse(cycle);
    return cycle;
  }

  private static void report(List<Step> cycle, Problems problems) {
    boolean onePipeline =
        cycle.stream().map(step -> step.stage().pipeline()).distinct().count() == 1;
    StringBuilder path = new StringBuilder();
    for (Step step : cycle) {
      path.append(name(step.stage(), onePipeline))
          .append(" → ")
          .append(step.written().topic())
          .append(" → ");
    }
    path.append(name(cycle.get(0).stage(), onePipeline));
    Writer closing = cycle.get(cycle.size() - 1).written();
    problems.add(
        closing.resource(),
        closing.field(),
        "the stages form a cycle: " + path + ".",
        "A stage may not depend on its own results: write to another topic.");
  }

  private static String name(StageSite stage, boolean onePipeline) {
    return onePipeline ? stage.name() : stage.pipeline().name() + "/" + stage.name();
  }
}
