package dev.millrace.kafka;

import dev.millrace.stream.migration.Coordinator;
import dev.millrace.stream.migration.MigrationDecision;
import dev.millrace.stream.migration.MigrationObservation;
import dev.millrace.stream.migration.MigrationState;
import java.util.List;

/** Mutants of the coordinator. */
enum MigrationMutant implements Mutant {
  /** ADR 6, finding 4. */
  NOBODY_LOOKS_AFTER_THE_END(
      new Repairs() {
        @Override
        MigrationDecision decide(
            Coordinator coordinator, MigrationState known, MigrationObservation seen, long now) {
          return known.isOver()
              ? new MigrationDecision(known, List.of())
              : super.decide(coordinator, known, seen, now);
        }
      });

  private static final MigrationSimulation.Faults FAULTS =
      new MigrationSimulation.Faults(8, true, false, false);

  private final Repairs repairs;

  MigrationMutant(Repairs repairs) {
    this.repairs = repairs;
  }

  @Override
  public String flawOf(long seed) {
    MigrationSimulation simulation = new MigrationSimulation(seed, FAULTS, repairs);
    try {
      simulation.run();
      return simulation.isConsistent() ? null : "its end does not fit the log: " + simulation;
    } catch (AssertionError | RuntimeException e) {
      return e.toString();
    }
  }
}
