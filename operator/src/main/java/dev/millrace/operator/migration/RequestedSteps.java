package dev.millrace.operator.migration;

import dev.millrace.api.DurationText;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.TransferTopic;
import dev.millrace.controllog.migration.InputKeys;
import dev.millrace.controllog.migration.MigrationDriver;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.controllog.migration.MigrationSteps;
import dev.millrace.controllog.strategy.StrategyDriver;
import dev.millrace.controllog.strategy.StrategySite;
import dev.millrace.controllog.strategy.TemporaryTopic;
import dev.millrace.stream.migration.MigrationRules;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.MigrationStrategy;
import dev.millrace.stream.strategy.RestartStrategy;
import dev.millrace.stream.strategy.StateTransferStrategy;
import dev.millrace.stream.strategy.StrategyRules;
import java.time.Clock;

/**
 * Decides which steps a request asks for: nothing else here knows the strategies.
 *
 * @param name of the migration in the control log
 * @param spec of the request
 * @param route from where to where
 * @param input topic of the stage
 * @param partitions of the input
 * @param site where replicas run
 * @param clock of the operator
 */
record RequestedSteps(
    String name,
    MigrationRequestSpec spec,
    MigrationRoute route,
    String input,
    int partitions,
    StrategySite site,
    Clock clock) {
  private static final String DEADLINE = "10m";

  /** Why this way is not gone on a cluster; null if it can be tried. */
  static String unavailable(MigrationRequestSpec spec) {
    return spec.strategy() == MigrationRequestSpec.Strategy.WindowSynchronised
        ? "strategy WindowSynchronised is not available on a cluster: its router runs in the process of a local run only"
        : null;
  }

  /** The steps from a state on, over topics that are the caller's. */
  MigrationSteps open(
      KafkaConnection kafka,
      ControlLog log,
      ProgressTopic progress,
      MigrationJournal journal,
      MigrationState state)
      throws ControlLogException, InterruptedException {
    return switch (spec.strategy()) {
      case null -> parallel(kafka, log, progress, journal, state);
      case Parallel -> parallel(kafka, log, progress, journal, state);
      case Restart -> {
        boolean withState = spec.restart() != MigrationRequestSpec.Restart.WithoutState;
        RestartStrategy restart = new RestartStrategy(rules(), withState);
        yield strategy(restart, TemporaryTopic.none(), log, progress, journal, state);
      }
      case StateTransfer ->
          strategy(
              new StateTransferStrategy(rules()),
              TemporaryTopic.of(TransferTopic.of(kafka, route.stageId()), partitions),
              log,
              progress,
              journal,
              state);
      case WindowSynchronised -> throw new IllegalStateException(unavailable(spec));
    };
  }

  private StrategyRules rules() {
    String deadline = spec.deadline() == null ? DEADLINE : spec.deadline();
    return new StrategyRules(
        name, route.source(), route.target(), DurationText.parse(deadline).toMillis());
  }

  private MigrationSteps parallel(
      KafkaConnection kafka,
      ControlLog log,
      ProgressTopic progress,
      MigrationJournal journal,
      MigrationState state)
      throws ControlLogException, InterruptedException {
    return new MigrationDriver(
        MigrationRules.of(name, route.source(), route.target(), spec),
        route.stageId(),
        partitions,
        log,
        progress,
        site,
        journal,
        state,
        clock,
        new InputKeys(kafka, input));
  }

  private MigrationSteps strategy(
      MigrationStrategy strategy,
      TemporaryTopic temporary,
      ControlLog log,
      ProgressTopic progress,
      MigrationJournal journal,
      MigrationState state)
      throws ControlLogException, InterruptedException {
    return new StrategyDriver(
        strategy,
        rules(),
        route.stageId(),
        partitions,
        log,
        progress,
        site,
        temporary,
        journal,
        state,
        clock);
  }
}
