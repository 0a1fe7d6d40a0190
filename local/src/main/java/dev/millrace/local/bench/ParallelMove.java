package dev.millrace.local.bench;

import dev.millrace.api.MigrationPhase;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.MigrationDriver;
import dev.millrace.controllog.migration.PartitionProof;
import dev.millrace.stream.migration.MigrationRules;
import dev.millrace.stream.migration.MigrationState;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The strategy {@code Parallel}: a shadow takes over in step.
 *
 * @param leastMillis for which both are compared before the switch
 * @param keepMillis for which the source is kept after it
 */
public record ParallelMove(long leastMillis, long keepMillis) implements MoveStrategy {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration DEADLINE = Duration.ofSeconds(120);

  /** That must have been compared, as in a request that says nothing of it. */
  private static final long MINIMUM_RECORDS = 1_000;

  private static final long GREATEST_LAG = 1_000;

  /** As fast as it goes, without keeping the source. */
  public static ParallelMove hurried() {
    return new ParallelMove(0, 0);
  }

  /**
   * Compares for as long as a request that says nothing of it, and keeps the source for a while.
   */
  static ParallelMove patient() {
    return new ParallelMove(2_000, 10_000);
  }

  @Override
  public String title() {
    return "Parallel";
  }

  @Override
  public boolean keepsRunning() {
    return true;
  }

  @Override
  public boolean canPark() {
    return true;
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
    MoveTimeline timeline = new MoveTimeline();
    MigrationRules rules =
        new MigrationRules(
            "to-" + target,
            source,
            target,
            MINIMUM_RECORDS,
            leastMillis,
            false,
            keepMillis,
            DEADLINE.toMillis(),
            GREATEST_LAG);
    String pipeline = setting.stage().pipeline();
    try (ControlLog log = ControlLog.open(setting.kafka(), pipeline, rules.name(), TIMEOUT);
        ProgressTopic progress =
            ProgressTopic.open(setting.kafka(), pipeline, rules.name(), TIMEOUT);
        MigrationDriver driver =
            new MigrationDriver(
                rules,
                setting.stage().identityName(),
                setting.stage().partitions(),
                log,
                progress,
                new MoveSite(setting.replicas(), source, target, to),
                timeline,
                MigrationState.pending(setting.clock().millis()),
                setting.clock())) {
      MigrationState end = StepLoop.run(driver.state(), driver::step);
      if (end.phase() != MigrationPhase.Succeeded) {
        throw new IOException("migration to " + target + ": " + end);
      }
      return moved(target, timeline, driver, setting.clock());
    }
  }

  private static Moved moved(
      String owner, MoveTimeline timeline, MigrationDriver driver, MonotonicClock clock) {
    Map<Integer, Stretch> handOvers = new TreeMap<>();
    long opened = timeline.whole().from();
    for (PartitionProof proof : driver.proofs()) {
      Stretch handOver =
          new Stretch(
              clock.nanosAt(proof.switchedAtMillis()), clock.nanosAt(proof.openedAtMillis()));
      handOvers.put(proof.partition(), handOver);
      opened = Math.max(opened, handOver.until());
    }
    return new Moved(owner, timeline.whole(), opened, handOvers, timeline.phases());
  }
}
