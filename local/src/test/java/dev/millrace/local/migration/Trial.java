package dev.millrace.local.migration;

import static dev.millrace.api.MigrationPhase.RolledBack;
import static dev.millrace.api.MigrationPhase.RollingBack;
import static dev.millrace.api.MigrationPhase.Succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.migration.Cases.Case;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.migration.MigrationState;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Case after case on one stage: each moves it from where the last one has left it. A case that
 * fails takes its scenario with it.
 */
final class Trial implements AutoCloseable {
  private final Path directory;
  private final List<Place> places;
  private final boolean withFlink;
  private Scenario scenario;
  private int scenarios;
  private int points;

  /**
   * A trial.
   *
   * @param places where the stage may go
   */
  Trial(Path directory, List<Place> places, boolean withFlink) {
    this.directory = directory;
    this.places = places;
    this.withFlink = withFlink;
  }

  /** Lets the migration run, and checks its end and every output. */
  void run(Case one) throws Exception {
    Random random = Cases.random(one.seed());
    if (scenario == null) {
      scenario = new Scenario(directory.resolve("run-" + scenarios++), places.get(0), withFlink);
    }
    boolean passed = false;
    try {
      check(one, random);
      passed = true;
    } finally {
      if (!passed) {
        close();
      }
    }
  }

  private void check(Case one, Random random) throws Exception {
    int before = scenario.repeats();
    long start = System.nanoTime();
    Place to = places.get(random.nextInt(places.size()));
    try (Migration migration = new Migration(scenario, to)) {
      Faults faults = new Faults(scenario, migration, one.points(), random);
      MigrationState end = faults.run();
      String what = one.points() + " → " + faults.happened() + " → " + end;
      Expectation.of(faults.happened()).check(end, what);
      scenario.ownerIs(
          end.phase() == Succeeded ? migration.rules().target() : migration.rules().source());
      assertThat(scenario.site().running().keySet()).as(what).containsExactly(scenario.owner());
      scenario.verify();
      int repeats = scenario.repeats() - before;
      if (isPlanned(faults.happened())) {
        assertThat(repeats).as(what).isZero();
      }
      points += faults.happened().size();
      System.out.printf(
          "%s, to %s: %s, %d raw repeats, %d ms:%s%n",
          one.name(),
          to,
          end.phase() == RolledBack ? end.reason() : end.phase(),
          repeats,
          (System.nanoTime() - start) / 1_000_000,
          faults.times());
    }
  }

  /** A target that is late in giving back is fenced, as if it were lost. */
  private static boolean isPlanned(List<Faults.Happened> happened) {
    return happened.stream().allMatch(it -> it.fault().isPlanned())
        && !happened.contains(new Faults.Happened(Fault.DEADLINE_PASSED, RollingBack));
  }

  /** How many faults have happened in all. */
  int points() {
    return points;
  }

  @Override
  public void close() throws Exception {
    Scenario ending = scenario;
    scenario = null;
    if (ending != null) {
      ending.close();
    }
  }
}
