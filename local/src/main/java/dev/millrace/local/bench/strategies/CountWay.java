package dev.millrace.local.bench.strategies;

import dev.millrace.api.MigrationPhase;
import dev.millrace.controllog.ShadowTopic;
import dev.millrace.controllog.strategy.PartitionPassage;
import dev.millrace.controllog.strategy.RoutedSurroundings;
import dev.millrace.kafka.RouterInProcess;
import dev.millrace.kafka.RouterSettings;
import dev.millrace.kafka.ShadowRouter;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageReplica;
import dev.millrace.local.bench.DrivenMigration;
import dev.millrace.local.bench.DrivenMove;
import dev.millrace.local.bench.MoveSetting;
import dev.millrace.local.bench.Moved;
import dev.millrace.local.bench.ParallelMove;
import dev.millrace.local.bench.StoppingMoveSite;
import dev.millrace.local.bench.Stretch;
import dev.millrace.stream.strategy.StrategyRules;
import dev.millrace.stream.strategy.WindowSynchronisedStrategy;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/**
 * How a counting stage is moved.
 *
 * @param way the strategy
 * @param factor the synchronisation factor, of {@code WindowSynchronised} alone
 */
record CountWay(Way way, long factor) {

  /** {@code WindowSynchronised} with a factor. */
  static CountWay synchronised(long factor) {
    return new CountWay(Way.WINDOW_SYNCHRONISED, factor);
  }

  /** Moves the stage; only {@code WindowSynchronised} may come back without having moved it. */
  CountMove move(CountRequest asked) throws IOException, InterruptedException {
    MoveSetting setting = asked.setting();
    String source = asked.source();
    String target = asked.target();
    return switch (way) {
      case WINDOW_SYNCHRONISED -> synchronise(asked);
      case STATE_TRANSFER ->
          standing(asked, DrivenMove.STATE_TRANSFER.drive(setting, source, target, asked.place()));
      case RESTART ->
          standing(asked, DrivenMove.RESTART.drive(setting, source, target, asked.place()));
      case PARALLEL ->
          moved(asked, ParallelMove.hurried().drive(setting, source, target, asked.place()), 0);
    };
  }

  private static CountMove standing(CountRequest asked, Moved moved) {
    double downtime =
        moved.handOvers().values().stream().mapToDouble(Stretch::millis).max().orElse(0);
    return moved(asked, moved, downtime);
  }

  private static CountMove moved(CountRequest asked, Moved moved, double downtime) {
    return new CountMove(
        true, asked.quiet(), moved.whole(), moved.phases(), null, downtime, asked.cells());
  }

  private CountMove synchronise(CountRequest asked) throws IOException, InterruptedException {
    MoveSetting setting = asked.setting();
    CountStage stage = (CountStage) setting.stage();
    String target = asked.target();
    StrategyRules rules =
        new StrategyRules("to-" + target, asked.source(), target, asked.deadline().toMillis());
    StageReplica replica = StageReplica.follower("router-" + target, Map.of());
    RouterSettings settings = router(asked, stage, replica);
    StageMonitor monitor = new StageMonitor(stage.identityName(), Clock.systemUTC());
    try (RouterInProcess router =
        new RouterInProcess(() -> ShadowRouter.start(settings, 1, monitor))) {
      DrivenMigration migration =
          DrivenMigration.run(
              setting,
              new WindowSynchronisedStrategy(rules, replica.name(), stage.spec(), 1, factor),
              rules,
              new StoppingMoveSite(setting.replicas(), asked.source(), target, asked.place()),
              new RoutedSurroundings(
                  ShadowTopic.of(setting.kafka(), stage.identityName()), 1, router));
      if (monitor.lastError() != null) {
        throw new IOException("the router of " + stage.pipeline() + ": " + monitor.lastError());
      }
      if (migration.end().phase() == MigrationPhase.Refused) {
        throw new IOException("migration to " + target + ": " + migration.end());
      }
      PartitionPassage passage = migration.passages().get(0);
      return new CountMove(
          migration.end().phase() == MigrationPhase.Succeeded,
          asked.quiet(),
          migration.whole(),
          migration.phases(),
          passage.synchronisation(),
          0,
          asked.cells());
    }
  }

  private RouterSettings router(CountRequest asked, CountStage stage, StageReplica replica)
      throws IOException {
    return new RouterSettings(
        stage.settings(
            asked.bench().bootstrapServers(),
            asked.bench().directory(stage.pipeline() + "-" + replica.name()),
            1,
            replica),
        asked.source(),
        asked.target(),
        factor);
  }
}
