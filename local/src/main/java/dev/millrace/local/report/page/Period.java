package dev.millrace.local.report.page;

import dev.millrace.api.MigrationPhase;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.PhaseSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring phases that look alike to whoever reads the outputs.
 *
 * @param kind how it is drawn
 * @param label what it is called
 */
record Period(Kind kind, String label, long fromMillis, long untilMillis) {
  /** What a migration does to the stage meanwhile; the names are classes of the style sheet. */
  enum Kind {
    /** The source alone owns the stage, and the target gets ready. */
    ready,
    /** Partitions change hands. */
    hands,
    /** The target owns the stage, and the source follows. */
    kept,
    /** The source takes back. */
    back,
    /** It is over. */
    over
  }

  /** The periods of a migration, in order. */
  static List<Period> of(MigrationReport report) {
    List<Period> periods = new ArrayList<>();
    for (PhaseSpan phase : report.phases()) {
      Kind kind = kind(phase.phase());
      Period last = periods.isEmpty() ? null : periods.get(periods.size() - 1);
      if (last != null && last.kind == kind) {
        periods.set(
            periods.size() - 1, new Period(kind, last.label, last.fromMillis, phase.endMillis()));
      } else if (kind != Kind.over) {
        periods.add(new Period(kind, label(kind), phase.startMillis(), phase.endMillis()));
      }
    }
    return periods;
  }

  /** What a phase is to the reader of the outputs. */
  static Kind kind(MigrationPhase phase) {
    return switch (phase) {
      case Pending, Preparing, Transferring, CatchingUp, Verifying -> Kind.ready;
      case CuttingOver -> Kind.hands;
      case Observing, Finishing -> Kind.kept;
      case RollingBack -> Kind.back;
      case Succeeded, RolledBack, Refused -> Kind.over;
    };
  }

  private static String label(Kind kind) {
    return switch (kind) {
      case ready -> "moving";
      case hands -> "switch";
      case kept -> "source kept";
      case back -> "rolling back";
      case over -> "over";
    };
  }
}
