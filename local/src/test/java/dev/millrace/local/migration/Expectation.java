package dev.millrace.local.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.migration.MigrationState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How a migration may end to which something has happened.
 *
 * @param phases that it may end in
 * @param reason with which the reason begins if it is rolled back, or null
 */
record Expectation(Set<MigrationPhase> phases, String reason) {
  static Expectation of(List<Faults.Happened> happened) {
    Expectation expected = new Expectation(EnumSet.of(MigrationPhase.Succeeded), null);
    for (Faults.Happened one : happened) {
      expected = expected.and(one);
    }
    return expected;
  }

  private Expectation and(Faults.Happened one) {
    String why =
        switch (one.fault()) {
          case ABORTED -> "abort was asked for";
          case ROLLED_BACK -> "rollBack was asked for";
          case DEADLINE_PASSED -> "the deadline passed in phase ";
          default -> null;
        };
    if (why == null || phases.equals(EnumSet.of(MigrationPhase.RolledBack))) {
      return this;
    }
    return switch (one.phase()) {
      case Preparing, Transferring, CatchingUp, Verifying ->
          new Expectation(EnumSet.of(MigrationPhase.RolledBack), why);
      // Some partitions may have been opened, or all.
      case CuttingOver ->
          new Expectation(
              one.fault() == Fault.ROLLED_BACK
                  ? EnumSet.of(MigrationPhase.RolledBack)
                  : EnumSet.of(MigrationPhase.RolledBack, MigrationPhase.Succeeded),
              why);
      case Observing ->
          one.fault() == Fault.ROLLED_BACK
              ? new Expectation(EnumSet.of(MigrationPhase.RolledBack), why)
              : this;
      default -> this;
    };
  }

  void check(MigrationState end, String what) {
    assertThat(end.phase()).as(what).isIn(phases);
    if (end.phase() == MigrationPhase.RolledBack) {
      assertThat(end.reason()).as(what).startsWith(reason);
    }
  }
}
