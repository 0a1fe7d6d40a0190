package dev.millrace.local.running;

import dev.millrace.api.DurationText;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationRequestSpec.Restart;
import dev.millrace.api.MigrationRequestSpec.Strategy;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.ShadowTopic;
import dev.millrace.controllog.TransferTopic;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.controllog.strategy.PartitionKeys;
import dev.millrace.controllog.strategy.RoutedSurroundings;
import dev.millrace.controllog.strategy.StrategyDriver;
import dev.millrace.controllog.strategy.Surroundings;
import dev.millrace.controllog.strategy.TemporaryTopic;
import dev.millrace.kafka.RouterInProcess;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.pipeline.StageNode;
import dev.millrace.stream.strategy.Applicability;
import dev.millrace.stream.strategy.MigrationStrategy;
import dev.millrace.stream.strategy.RestartStrategy;
import dev.millrace.stream.strategy.StateTransferStrategy;
import dev.millrace.stream.strategy.StrategyRules;
import dev.millrace.stream.strategy.WindowSynchronisedStrategy;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Decides which steps a request asks for: nothing else here knows the strategies.
 *
 * @param name of the request
 * @param site where the stage is and where it goes
 * @param journal keeps the state and knows the wishes
 * @param runEnds whether the run ends, so that nobody is waited for any more
 */
record RequestedSteps(
    String name,
    MigrationRequestSpec spec,
    LocalSite site,
    MigrationJournal journal,
    Clock clock,
    BooleanSupplier runEnds) {
  /** How long a way back may take when the run ends. */
  private static final long HURRY_MILLIS = 10_000;

  /** Why the stage cannot be moved in the way that is asked for; null if it can be tried. */
  static String unavailable(MigrationRequestSpec spec, LocalSite site) {
    StageNode stage = site.stage().node();
    if (site.source().equals(site.target())) {
      return "%s runs as %s already; choose another name".formatted(stage.id(), site.source());
    }
    return spec.strategy() == Strategy.Parallel || stage.standby().isEmpty()
        ? null
        : "%s has a standby, which takes over from an owner that stands still; Parallel moves it"
            .formatted(stage.id());
  }

  /** How long the source is kept after the switch, in milliseconds. */
  static long keepSourceMillis(MigrationRequestSpec spec) {
    return spec.strategy() == Strategy.Parallel
        ? DurationText.parse(spec.keepSource()).toMillis()
        : 0;
  }

  /**
   * The steps from a state on.
   *
   * @throws ControlLogException if a topic cannot be read
   */
  MigrationSteps open(ControlLog log, ProgressTopic progress, MigrationState state)
      throws ControlLogException, InterruptedException {
    return switch (spec.strategy()) {
      case Parallel -> ParallelSteps.open(this, log, progress, state);
      case Restart -> {
        boolean withState = spec.restart() != Restart.WithoutState;
        yield steps(
            log,
            progress,
            state,
            rules -> new RestartStrategy(rules, withState),
            TemporaryTopic.none(),
            () -> {});
      }
      case StateTransfer ->
          steps(
              log,
              progress,
              state,
              StateTransferStrategy::new,
              TemporaryTopic.of(TransferTopic.of(site.kafka(), stage().id()), partitions()),
              () -> {});
      case WindowSynchronised -> {
        long factor = spec.synchronisation() == null ? 0 : spec.synchronisation().factor();
        long keys = keys(factor);
        // No replica has this name in the control log.
        String name = site.target() + ".router";
        RouterInProcess router =
            new RouterInProcess(
                () ->
                    site.launcher()
                        .route(site.stage().node(), name, site.source(), site.target(), factor));
        ShadowTopic shadow = ShadowTopic.of(site.kafka(), stage().id());
        yield steps(
            log,
            progress,
            state,
            rules -> new WindowSynchronisedStrategy(rules, name, stage().spec(), keys, factor),
            new RoutedSurroundings(shadow, partitions(), router),
            router::close);
      }
    };
  }

  /** Only a stage that can be served otherwise is worth reading its input. */
  private long keys(long factor) throws ControlLogException {
    return Applicability.refusal(stage().spec().steps(), 1, factor).isPresent()
        ? 1
        : PartitionKeys.most(site.kafka(), stage().input().name(), partitions());
  }

  private MigrationSteps steps(
      ControlLog log,
      ProgressTopic progress,
      MigrationState state,
      Function<StrategyRules, MigrationStrategy> strategy,
      Surroundings surroundings,
      Runnable release)
      throws ControlLogException, InterruptedException {
    StrategyRules rules = rules(DurationText.parse(spec.deadline()).toMillis());
    return new StrategySteps(
        new StrategyDriver(
            new EndingStrategy(strategy.apply(rules), strategy.apply(rules(HURRY_MILLIS)), runEnds),
            rules,
            stage().id(),
            partitions(),
            log,
            progress,
            site,
            surroundings,
            journal,
            state,
            clock),
        site.source(),
        site.target(),
        release);
  }

  private StrategyRules rules(long deadlineMillis) {
    return new StrategyRules(name, site.source(), site.target(), deadlineMillis);
  }

  private StageNode stage() {
    return site.stage().node();
  }

  private int partitions() {
    return stage().input().partitions();
  }
}
