package dev.millrace.local.bench;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.strategy.PartitionPassage;
import dev.millrace.controllog.strategy.StrategyDriver;
import dev.millrace.controllog.strategy.StrategySite;
import dev.millrace.controllog.strategy.Surroundings;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.MigrationStrategy;
import dev.millrace.stream.strategy.StrategyRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A migration by a strategy other than {@code Parallel}, carried to its end.
 *
 * @param end in which state it ended
 * @param whole from the request until nothing of what is left behind ran any more
 * @param phases by name, in order
 * @param passages how the partitions changed hands
 */
public record DrivenMigration(
    MigrationState end,
    Stretch whole,
    Map<String, Stretch> phases,
    List<PartitionPassage> passages) {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /**
   * Drives it until it is over, whatever its end.
   *
   * @throws ControlLogException if a log cannot be read or written
   */
  public static DrivenMigration run(
      MoveSetting setting,
      MigrationStrategy strategy,
      StrategyRules rules,
      StrategySite site,
      Surroundings surroundings)
      throws ControlLogException, InterruptedException {
    MoveTimeline timeline = new MoveTimeline();
    String pipeline = setting.stage().pipeline();
    try (ControlLog log = ControlLog.open(setting.kafka(), pipeline, rules.name(), TIMEOUT);
        ProgressTopic progress =
            ProgressTopic.open(setting.kafka(), pipeline, rules.name(), TIMEOUT);
        StrategyDriver driver =
            new StrategyDriver(
                strategy,
                rules,
                setting.stage().identityName(),
                setting.stage().partitions(),
                log,
                progress,
                site,
                surroundings,
                timeline,
                MigrationState.pending(setting.clock().millis()),
                setting.clock())) {
      MigrationState end = StepLoop.run(driver.state(), driver::step);
      return new DrivenMigration(end, timeline.whole(), timeline.phases(), driver.passages());
    }
  }
}
