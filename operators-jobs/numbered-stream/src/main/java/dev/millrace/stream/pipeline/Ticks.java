package dev.millrace.stream.pipeline;

import dev.millrace.stream.stage.StagePlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far ticks stay behind the wall clock, so that they do not overtake results on their way
 * (docs/stages.md, Ticks). A stage's own plan knows the stages of its pipeline only; here all
 * pipelines count.
 */
final class Ticks {
  /** What results may take from one stage to the next, beyond what the topics and stages say. */
  private static final Duration TRANSIT = Duration.ofSeconds(1);

  private Ticks() {}

  /** The plans with their delays; {@code stages} are in topological order. */
  static Map<StageSite, StagePlan> delayed(
      List<StageSite> stages, Map<StageSite, StagePlan> plans) {
    Map<StageSite, StagePlan> delayed = new LinkedHashMap<>();
    for (StageSite stage : stages) {
      long results =
          delayed.entrySet().stream()
              .filter(before -> before.getKey().spec().to().topic().equals(stage.spec().from()))
              .mapToLong(before -> results(before.getValue()))
              .max()
              .orElse(0);
      StagePlan plan = plans.get(stage);
      delayed.put(stage, plan.withTickDelayMillis(results + plan.tickIntervalMillis()));
    }
    return delayed;
  }

  private static long results(StagePlan writer) {
    return writer.tickDelayMillis()
        + writer.tickIntervalMillis()
        + writer.allowedLatenessMillis()
        + TRANSIT.toMillis();
  }
}
