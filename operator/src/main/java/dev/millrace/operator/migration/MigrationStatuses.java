package dev.millrace.operator.migration;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.api.PartitionReport;
import dev.millrace.api.VerificationSpec;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import dev.millrace.operator.status.Reason;
import dev.millrace.stream.migration.MigrationState;
import java.time.Instant;
import java.util.List;

/** The status of a migration. */
final class MigrationStatuses {
  private static final String MOVED = "Moved";
  private static final int LONGEST = 1_000;
  private static final String TOO_LATE =
      " spec.%s came too late and changes nothing: create another MigrationRequest to move it back.";

  private MigrationStatuses() {}

  /** A migration that waits for what it needs. */
  static MigrationRequestStatus waiting(
      MigrationRequestStatus before, Long generation, String message, Instant now) {
    MigrationState state = StatusJournal.read(before, now.toEpochMilli());
    Concern concern = new Concern(MOVED, Reason.PipelineNotReady, message);
    return status(before, generation, null, state, reports(before), concern, now);
  }

  /** A migration that never begins. */
  static MigrationRequestStatus refused(
      MigrationRequestStatus before, Long generation, String reason, Instant now) {
    MigrationState first = StatusJournal.read(before, now.toEpochMilli());
    MigrationState state =
        new MigrationState(MigrationPhase.Refused, now.toEpochMilli(), first.started(), reason);
    return status(before, generation, null, state, reports(before), concern(state), now);
  }

  /** A migration under way, or at its end. */
  static MigrationRequestStatus of(
      MigrationRequestStatus before,
      Long generation,
      MigrationRequestSpec spec,
      MigrationRoute route,
      MigrationState state,
      List<PartitionReport> reports,
      Instant now) {
    List<PartitionReport> known =
        reports.isEmpty() ? reports(before) : PartitionReports.of(reports(before), reports);
    boolean waits =
        state.phase() == MigrationPhase.Verifying
            && waitsForPerson(spec.verification())
            && !Boolean.TRUE.equals(spec.promote());
    return status(
        before, generation, route, state, known, waits ? waiting(known) : end(state, spec), now);
  }

  private static boolean waitsForPerson(VerificationSpec asked) {
    return asked != null
        && (asked.promotion() == VerificationSpec.Promotion.Manual
            || asked.mode() == VerificationSpec.Mode.Report);
  }

  /** Whoever has to decide learns whether source and target are the same. */
  private static Concern waiting(List<PartitionReport> reports) {
    return PartitionReports.difference(reports)
        .map(
            found ->
                new Concern(
                    MOVED, Reason.WaitingForPromotion, found + " Promote it as it is, or abort."))
        .orElseGet(() -> Concern.of(MOVED, Reason.WaitingForPromotion));
  }

  /** The same for a later generation of the specification; nothing else has changed. */
  static MigrationRequestStatus seen(
      MigrationRequestStatus before, Long generation, MigrationRequestSpec spec, Instant now) {
    MigrationState state = StatusJournal.read(before, now.toEpochMilli());
    return status(before, generation, null, state, reports(before), end(state, spec), now);
  }

  private static MigrationRequestStatus status(
      MigrationRequestStatus before,
      Long generation,
      MigrationRoute route,
      MigrationState state,
      List<PartitionReport> reports,
      Concern concern,
      Instant now) {
    return new MigrationRequestStatus(
        generation,
        Conditions.of(
            before == null ? null : before.conditions(), generation, now, List.of(concern)),
        state.phase(),
        route != null ? route.from().pool() : before == null ? null : before.fromPool(),
        before != null && before.route() != null
            ? before.route()
            : route == null ? null : route.text(),
        route != null ? route.source() : before == null ? null : before.source(),
        route != null ? route.target() : before == null ? null : before.target(),
        reports == null ? null : PartitionReports.verified(reports),
        reports == null ? null : PartitionReports.gap(reports),
        cut(state.reason()),
        StatusJournal.phases(before == null ? null : before.phases(), state),
        reports);
  }

  /** Who asks for a way back that is closed is told, and what to do instead. */
  private static Concern end(MigrationState state, MigrationRequestSpec spec) {
    Concern concern = concern(state);
    String asked =
        Boolean.TRUE.equals(spec.rollBack())
            ? "rollBack"
            : Boolean.TRUE.equals(spec.abort()) ? "abort" : null;
    return state.phase() != MigrationPhase.Succeeded || asked == null
        ? concern
        : new Concern(MOVED, concern.reason(), concern.message() + TOO_LATE.formatted(asked));
  }

  private static Concern concern(MigrationState state) {
    return switch (state.phase()) {
      case Succeeded ->
          new Concern(MOVED, Reason.MigrationSucceeded, Reason.MigrationSucceeded.meaning());
      case Refused -> new Concern(MOVED, Reason.MigrationRefused, said(state));
      case RolledBack -> new Concern(MOVED, Reason.MigrationRolledBack, said(state));
      default -> new Concern(MOVED, Reason.MigrationRunning, "Phase " + state.phase() + ".");
    };
  }

  private static String said(MigrationState state) {
    return state.reason() == null ? "No reason was given." : state.reason();
  }

  private static String cut(String reason) {
    return reason == null || reason.length() <= LONGEST
        ? reason
        : reason.substring(0, LONGEST) + "…";
  }

  private static List<PartitionReport> reports(MigrationRequestStatus before) {
    return before == null ? null : before.partitions();
  }
}
