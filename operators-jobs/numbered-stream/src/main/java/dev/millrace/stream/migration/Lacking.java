package dev.millrace.stream.migration;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.handover.Handover;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says what a phase was waiting for, so that a person knows where to look when it has taken too
 * long.
 *
 * @param rules of the migration
 */
record Lacking(MigrationRules rules) {
  /** What is missing for the phase to end, to be read behind a colon. */
  String in(MigrationPhase phase, MigrationObservation seen) {
    return switch (phase) {
      case Preparing -> joins(seen);
      case Transferring -> snapshot(seen);
      case CatchingUp -> firstOf(snapshot(seen), lag(seen));
      case Verifying -> firstOf(snapshot(seen), proof(seen));
      case CuttingOver -> opening(seen);
      default -> "nothing is known to be missing";
    };
  }

  private static String firstOf(String one, String other) {
    return one == null ? other : one;
  }

  private String joins(MigrationObservation seen) {
    List<PartitionObservation> missing = where(seen, at -> !at.hasJoined(rules.target()));
    if (missing.isEmpty()) {
      return "every partition has joined only now";
    }
    String numbers =
        missing.stream().map(at -> "" + at.partition()).collect(Collectors.joining(", "));
    return rules.target()
        + " has not joined for partition"
        + (missing.size() == 1 ? " " : "s ")
        + numbers
        + trouble(missing);
  }

  private String snapshot(MigrationObservation seen) {
    List<PartitionObservation> missing = where(seen, at -> !at.isLoaded());
    return missing.isEmpty()
        ? null
        : "partition "
            + missing.getFirst().partition()
            + " has no snapshot yet"
            + others(missing)
            + trouble(missing);
  }

  private String lag(MigrationObservation seen) {
    PartitionObservation last =
        seen.partitions().stream()
            .max(Comparator.comparingLong(PartitionObservation::lag))
            .orElseThrow();
    return String.format(
        Locale.ROOT, "partition %d is %,d records behind", last.partition(), last.lag());
  }

  private String proof(MigrationObservation seen) {
    if (rules.manual()) {
      return "nobody has promoted it";
    }
    return seen.compared() < rules.minimumRecords()
        ? String.format(
            Locale.ROOT,
            "%,d of %,d records have been compared",
            seen.compared(),
            rules.minimumRecords())
        : "it has been compared for less than " + rules.minimumMillis() + " ms";
  }

  private String opening(MigrationObservation seen) {
    List<PartitionObservation> missing = where(seen, at -> !at.isOwnedBy(rules.target()));
    if (missing.isEmpty()) {
      return "every partition has been opened only now";
    }
    PartitionObservation first = missing.getFirst();
    Handover pending = first.ownership().pending();
    String what;
    if (pending == null) {
      what = " has not been asked for";
    } else if (pending.drained() == null) {
      what = " has not been drained by " + pending.from();
    } else {
      what = " has not been opened by " + pending.to();
    }
    return "partition " + first.partition() + what + others(missing) + trouble(missing);
  }

  private static List<PartitionObservation> where(
      MigrationObservation seen, Predicate<PartitionObservation> which) {
    return seen.partitions().stream().filter(which).toList();
  }

  private static String others(List<PartitionObservation> missing) {
    return missing.size() == 1 ? "" : ", nor have " + (missing.size() - 1) + " others";
  }

  private static String trouble(List<PartitionObservation> of) {
    return of.stream()
        .map(PartitionObservation::trouble)
        .filter(Objects::nonNull)
        .findFirst()
        .map(reason -> ": " + reason)
        .orElse("");
  }
}
