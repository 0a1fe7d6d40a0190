package dev.millrace.local.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Checks a run that has ended, from its topics and the fleets' logs. */
public final class Checker {
  /** How long the broker may be silent while topics are read. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private Checker() {}

  /**
   * Reads every topic from start to end.
   *
   * @param progress is told the name of each part before it is checked
   */
  public static CheckReport check(
      CheckPlan plan, String bootstrapServers, Consumer<String> progress) {
    try (KafkaLogSource source = new KafkaLogSource(bootstrapServers, SILENCE)) {
      return check(plan, source, progress);
    }
  }

  static CheckReport check(CheckPlan plan, LogSource source, Consumer<String> progress) {
    List<CheckedStage> stages = new ArrayList<>();
    plan.pipelines()
        .forEach(
            (name, spec) ->
                spec.stages().forEach(stage -> stages.add(CheckedStage.of(name, spec, stage))));
    TopicWriters writers = new TopicWriters();
    stages.forEach(writers::add);
    plan.gatewayTopics().forEach(writers::addOther);
    progress.accept("messages");
    ExchangeVerdict exchanges =
        ExchangeCheck.run(plan.gatewayTopics(), plan.fleets(), plan.outsideDevices(), source);
    List<StageVerdict> verdicts = new ArrayList<>();
    for (CheckedStage stage : stages) {
      progress.accept(stage.name());
      verdicts.add(
          StageCheck.run(
              stage,
              source,
              writers,
              plan.consumed().getOrDefault(stage.name(), Map.of()),
              plan.repeatsAllowed().contains(stage.name()),
              plan.courses().getOrDefault(stage.name(), Map.of())));
    }
    return new CheckReport(exchanges, verdicts);
  }
}
