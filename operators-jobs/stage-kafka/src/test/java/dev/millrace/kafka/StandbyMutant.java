package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.migration.MigrationCommand;
import dev.millrace.stream.migration.MigrationCommand.Append;
import dev.millrace.stream.migration.Standby;
import dev.millrace.stream.migration.StandbyObservation;
import java.util.List;

/** Mutants of what keeps a hot standby. */
enum StandbyMutant implements Mutant {
  /** A standby that is fenced to and lost keeps the owner from going on. */
  NOBODY_GIVES_A_TAKE_OVER_UP(
      new Repairs() {
        @Override
        List<MigrationCommand> decide(Standby standby, List<StandbyObservation> seen) {
          return super.decide(standby, seen).stream()
              .filter(command -> !(command instanceof Append it && it.record() instanceof Cancel))
              .toList();
        }
      }),

  /** An owner that is lost stays the owner. */
  NOBODY_TAKES_OVER(
      new Repairs() {
        @Override
        List<MigrationCommand> decide(Standby standby, List<StandbyObservation> seen) {
          return super.decide(standby, seen).stream()
              .filter(command -> !(command instanceof Append it && it.record() instanceof Fenced))
              .toList();
        }
      });

  private static final StandbySimulation.Faults FAULTS =
      new StandbySimulation.Faults(10, false, true);

  private final Repairs repairs;

  StandbyMutant(Repairs repairs) {
    this.repairs = repairs;
  }

  @Override
  public String flawOf(long seed) {
    try {
      new StandbySimulation(seed, FAULTS, repairs).run();
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e.toString();
    }
  }
}
