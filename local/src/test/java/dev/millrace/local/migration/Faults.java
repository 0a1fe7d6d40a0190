package dev.millrace.local.migration;

import dev.millrace.api.MigrationPhase;
import dev.millrace.controllog.migration.MigrationJournal.Wishes;
import dev.millrace.stream.migration.MigrationState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Lets a migration run, and things happen to it at their moments. */
final class Faults {
  /** A fault, and the phase in which it happened in the end. */
  record Happened(Fault fault, MigrationPhase phase) {}

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final Scenario scenario;
  private final Migration migration;
  private final Random random;
  private final List<CrashPoint> waiting;
  private final List<Happened> happened = new ArrayList<>();
  private final StringBuilder times = new StringBuilder();
  private final Set<MigrationPhase> visited = EnumSet.noneOf(MigrationPhase.class);

  Faults(Scenario scenario, Migration migration, List<CrashPoint> points, Random random) {
    this.scenario = scenario;
    this.migration = migration;
    this.waiting = new ArrayList<>(points);
    this.random = random;
  }

  MigrationState run() throws Exception {
    long start = System.nanoTime();
    while (!migration.state().isOver()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("does not end: " + migration + ", after " + happened);
      }
      migration.step();
      MigrationPhase phase = migration.state().phase();
      if (visited.add(phase)) {
        times.append(' ').append(phase).append(' ').append((System.nanoTime() - start) / 1_000_000);
      }
      for (CrashPoint point : List.copyOf(waiting)) {
        if (isDue(point, phase)) {
          scenario.load(point.millis());
          if (happens(point.fault())) {
            waiting.remove(point);
            happened.add(new Happened(point.fault(), phase));
          }
        }
      }
      scenario.load(5);
    }
    return migration.state();
  }

  /** When each phase began, in milliseconds. */
  String times() {
    return times.toString();
  }

  List<Happened> happened() {
    return happened;
  }

  private boolean isDue(CrashPoint point, MigrationPhase phase) {
    if (migration.state().isOver() || !visited.contains(point.phase())) {
      return false;
    }
    return phase != point.phase() || migration.stepsInPhase() >= point.steps();
  }

  private boolean happens(Fault fault) throws Exception {
    switch (fault) {
      case BROKER_RESTARTED -> scenario.restartBroker();
      case COORDINATOR_KILLED -> {
        switch (random.nextInt(3)) {
          case 0 -> migration.killCoordinator();
          case 1 -> migration.dieAtNextSave(true);
          default -> migration.dieAtNextSave(false);
        }
      }
      case SOURCE_KILLED -> {
        return scenario.site().kill(migration.rules().source());
      }
      case TARGET_KILLED -> {
        return scenario.site().kill(migration.rules().target());
      }
      case ABORTED -> migration.wish(new Wishes(false, true, false));
      case ROLLED_BACK -> migration.wish(new Wishes(false, false, true));
      case DEADLINE_PASSED -> migration.passDeadline();
    }
    return true;
  }
}
