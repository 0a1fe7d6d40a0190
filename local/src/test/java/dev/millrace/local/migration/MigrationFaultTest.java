package dev.millrace.local.migration;

import static dev.millrace.api.MigrationPhase.CatchingUp;
import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Finishing;
import static dev.millrace.api.MigrationPhase.Observing;
import static dev.millrace.api.MigrationPhase.Preparing;
import static dev.millrace.api.MigrationPhase.RolledBack;
import static dev.millrace.api.MigrationPhase.RollingBack;
import static dev.millrace.api.MigrationPhase.Succeeded;
import static dev.millrace.api.MigrationPhase.Transferring;
import static dev.millrace.api.MigrationPhase.Verifying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.migration.MigrationState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault in each phase of a migration between light engines over a real broker, at moments that
 * a seed chooses: the migration ends as it should and says why, and an independent reader has every
 * output once, in order, byte for byte.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationFaultTest {
  private static final List<MigrationPhase> WAY =
      List.of(Preparing, Transferring, CatchingUp, Verifying, CuttingOver, Observing, Finishing);

  @TempDir static Path directory;
  private Scenario scenario;
  private int scenarios;
  private int points;

  /** A migration and what happens to it. */
  record Case(String name, List<CrashPoint> points, long seed) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (MigrationPhase phase : WAY) {
        cases.add(onTheWay(fault, phase, cases.size()));
      }
      if (fault != Fault.ABORTED && fault != Fault.ROLLED_BACK) {
        cases.add(onTheWayBack(fault, Fault.ABORTED, Verifying, cases.size()));
        cases.add(onTheWayBack(fault, Fault.ROLLED_BACK, Observing, cases.size()));
      }
    }
    return cases.stream();
  }

  /** With crashes somewhere else as well, as those are to be survived anyway. */
  private static Case onTheWay(Fault fault, MigrationPhase phase, long seed) {
    Random random = new Random(seed);
    List<CrashPoint> points = new ArrayList<>();
    points.add(moment(fault, phase, random));
    points.add(moment(Fault.COORDINATOR_KILLED, WAY.get(random.nextInt(WAY.size())), random));
    if (!fault.isPlanned()) {
      Fault other = fault == Fault.SOURCE_KILLED ? Fault.TARGET_KILLED : Fault.SOURCE_KILLED;
      points.add(moment(other, WAY.get(random.nextInt(WAY.size())), random));
    }
    return new Case(fault + " in " + phase, points, seed);
  }

  private static Case onTheWayBack(Fault fault, Fault cause, MigrationPhase from, long seed) {
    Random random = new Random(seed);
    return new Case(
        fault + " in RollingBack from " + from,
        List.of(moment(cause, from, random), moment(fault, RollingBack, random)),
        seed);
  }

  private static CrashPoint moment(Fault fault, MigrationPhase phase, Random random) {
    boolean lasts = phase == Transferring || phase == Verifying || phase == Observing;
    // Where a phase is over in a moment, so must the fault be; but a target has to be there.
    int least = fault == Fault.TARGET_KILLED && phase == Preparing ? 1 : 0;
    return new CrashPoint(
        fault, phase, least + random.nextInt(lasts ? 8 : 2), random.nextInt(lasts ? 25 : 12));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void itEndsAndNothingIsLostRepeatedReorderedOrChanged(Case one) throws Exception {
    if (scenario == null) {
      scenario = new Scenario(directory.resolve("run-" + scenarios++), Place.light(2), false);
    }
    boolean passed = false;
    try {
      check(one);
      passed = true;
    } finally {
      if (!passed) {
        scenario.close();
        scenario = null;
      }
    }
  }

  private void check(Case one) throws Exception {
    Random random = new Random(one.seed());
    int repeats = scenario.repeats();
    long start = System.nanoTime();
    try (Migration migration = new Migration(scenario, Place.light(1 + random.nextInt(2)))) {
      Faults faults = new Faults(scenario, migration, one.points(), random);
      MigrationState end = faults.run();
      String what = one.points() + " → " + faults.happened() + " → " + end;
      Expectation.of(faults.happened()).check(end, what);
      scenario.ownerIs(
          end.phase() == Succeeded ? migration.rules().target() : migration.rules().source());
      assertThat(scenario.site().running().keySet()).as(what).containsExactly(scenario.owner());
      scenario.verify();
      if (faults.happened().stream().allMatch(it -> it.fault().isPlanned())) {
        boolean fenced =
            faults.happened().contains(new Faults.Happened(Fault.DEADLINE_PASSED, RollingBack));
        assertThat(scenario.repeats() == repeats || fenced).as(what).isTrue();
      }
      points += faults.happened().size();
      System.out.printf(
          "%s: %s, %d repeats, %d points, %d ms%n",
          one.name(),
          end.phase() == RolledBack ? end.reason() : end.phase(),
          scenario.repeats() - repeats,
          points,
          (System.nanoTime() - start) / 1_000_000);
    }
  }

  @AfterAll
  void enough() throws Exception {
    if (scenario != null) {
      scenario.close();
    }
    assertThat(points).as("moments at which something happened").isGreaterThan(100);
  }
}
