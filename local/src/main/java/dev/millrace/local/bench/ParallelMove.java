package dev.millrace.local.bench;

import dev.millrace.api.MigrationPhase;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.MigrationDriver;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.controllog.migration.PartitionProof;
import dev.millrace.stream.migration.MigrationRules;
import dev.millrace.stream.migration.MigrationState;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The strategy {@code Parallel}: a shadow takes over in step.
 *
 * @param leastMillis for which both are compared before the switch
 * @param keepMillis for which the source is kept after it
 */
record ParallelMove(long leastMillis, long keepMillis) implements MoveStrategy {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration DEADLINE = Duration.ofSeconds(120);

  /** As often as a local run takes a step. */
  private static final long STEP_MILLIS = 20;

  /** That must have been compared, as in a request that says nothing of it. */
  private static final long MINIMUM_RECORDS = 1_000;

  private static final long GREATEST_LAG = 1_000;

  /** As fast as it goes, without keeping the source. */
  static ParallelMove hurried() {
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
    Timeline timeline = new Timeline();
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
    String pipeline = scene.stage().pipeline();
    try (ControlLog log = ControlLog.open(scene.kafka(), pipeline, rules.name(), TIMEOUT);
        ProgressTopic progress =
            ProgressTopic.open(scene.kafka(), pipeline, rules.name(), TIMEOUT);
        MigrationDriver driver =
            new MigrationDriver(
                rules,
                scene.stage().identityName(),
                Workload.PARTITIONS,
                log,
                progress,
                new MoveSite(scene.replicas(), source, target, to),
                timeline,
                MigrationState.pending(scene.clock().millis()),
                scene.clock())) {
      while (!driver.state().isOver()) {
        MigrationState before = driver.state();
        if (driver.step().equals(before)) {
          TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        }
      }
      if (driver.state().phase() != MigrationPhase.Succeeded) {
        throw new IOException("migration to " + target + ": " + driver.state());
      }
      return timeline.moved(target, driver, scene.clock());
    }
  }

  /** Notes when each phase began. */
  private static final class Timeline implements MigrationJournal {
    private final long asked = System.nanoTime();
    private final Map<String, Stretch> phases = new LinkedHashMap<>();
    private String phase = MigrationPhase.Pending.name();
    private long since = asked;

    @Override
    public void save(MigrationState state) {
      long now = System.nanoTime();
      phases.merge(
          phase, new Stretch(since, now), (one, other) -> new Stretch(one.from(), other.until()));
      phase = state.phase().name();
      since = now;
    }

    @Override
    public Wishes wishes() {
      return Wishes.NONE;
    }

    Moved moved(String owner, MigrationDriver driver, MonotonicClock clock) {
      Map<Integer, Stretch> handOvers = new TreeMap<>();
      long opened = asked;
      for (PartitionProof proof : driver.proofs()) {
        Stretch handOver =
            new Stretch(
                clock.nanosAt(proof.switchedAtMillis()), clock.nanosAt(proof.openedAtMillis()));
        handOvers.put(proof.partition(), handOver);
        opened = Math.max(opened, handOver.until());
      }
      return new Moved(owner, new Stretch(asked, since), opened, handOvers, phases);
    }
  }
}
