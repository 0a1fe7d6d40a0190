package dev.millrace.local.bench;

import dev.millrace.api.MigrationPhase;
import dev.millrace.controllog.TransferTopic;
import dev.millrace.controllog.strategy.PartitionPassage;
import dev.millrace.controllog.strategy.TemporaryTopic;
import dev.millrace.stream.strategy.MigrationStrategy;
import dev.millrace.stream.strategy.RestartStrategy;
import dev.millrace.stream.strategy.StateTransferStrategy;
import dev.millrace.stream.strategy.StrategyRules;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The strategies that stand still, through the control log: {@code StateTransfer}, and {@code
 * Restart} with its state and without.
 */
public enum DrivenMove implements MoveStrategy {
  /** The target waits; the state comes to it chunk by chunk. */
  STATE_TRANSFER("StateTransfer") {
    @Override
    MigrationStrategy strategy(StrategyRules rules) {
      return new StateTransferStrategy(rules);
    }

    @Override
    TemporaryTopic topic(MoveSetting setting) {
      return TemporaryTopic.of(
          TransferTopic.of(setting.kafka(), setting.stage().identityName()),
          setting.stage().partitions());
    }
  },

  /** The source is stopped, then the target is started from what the source has left. */
  RESTART("Restart") {
    @Override
    MigrationStrategy strategy(StrategyRules rules) {
      return new RestartStrategy(rules, true);
    }
  },

  /** The same, but the target knows nothing of what was before it. */
  RESTART_WITHOUT_STATE("Restart without state") {
    @Override
    MigrationStrategy strategy(StrategyRules rules) {
      return new RestartStrategy(rules, false);
    }
  };

  private static final Duration DEADLINE = Duration.ofSeconds(120);

  private final String title;

  DrivenMove(String title) {
    this.title = title;
  }

  abstract MigrationStrategy strategy(StrategyRules rules);

  TemporaryTopic topic(MoveSetting setting) {
    return TemporaryTopic.none();
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean keepsRunning() {
    return false;
  }

  @Override
  public boolean canPark() {
    return false;
  }

  @Override
  public Moved move(MoveScene scene, String source, String target, Place to)
      throws IOException, InterruptedException {
    return drive(scene.setting(), source, target, to);
  }

  /**
   * Moves the stage.
   *
   * @throws IOException if it did not succeed
   */
  public Moved drive(MoveSetting setting, String source, String target, Place to)
      throws IOException, InterruptedException {
    StrategyRules rules = new StrategyRules("to-" + target, source, target, DEADLINE.toMillis());
    DrivenMigration migration =
        DrivenMigration.run(
            setting,
            strategy(rules),
            rules,
            new StoppingMoveSite(setting.replicas(), source, target, to),
            topic(setting));
    if (migration.end().phase() != MigrationPhase.Succeeded) {
      throw new IOException(title + " to " + target + ": " + migration.end());
    }
    Map<Integer, Stretch> handOvers = new TreeMap<>();
    long opened = migration.whole().from();
    for (PartitionPassage passage : migration.passages()) {
      Stretch standstill =
          new Stretch(
              setting.clock().nanosAt(passage.pausedAtMillis()),
              setting.clock().nanosAt(passage.resumedAtMillis()));
      handOvers.put(passage.partition(), standstill);
      opened = Math.max(opened, standstill.until());
    }
    return new Moved(target, migration.whole(), opened, handOvers, migration.phases());
  }
}
