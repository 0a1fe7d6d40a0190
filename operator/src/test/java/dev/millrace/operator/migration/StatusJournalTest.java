package dev.millrace.operator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.Condition;
import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.api.PartitionReport;
import dev.millrace.api.PartitionReport.Opening;
import dev.millrace.api.PhaseTime;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.controllog.migration.PartitionProof;
import dev.millrace.controllog.strategy.PartitionPassage;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.status.Conditions;
import dev.millrace.stream.migration.MigrationState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A status tells a later coordinator exactly where the migration was. */
class StatusJournalTest {
  private static final MigrationRequest REQUEST = Resources.migration(Manifest.MOVE);
  private static final MigrationRoute ROUTE =
      new MigrationRoute(
          "parking",
          "count-north",
          "edge-north",
          "edge-south.m",
          new ReplicaPlacement("edge-north", Engine.Light, 1),
          new ReplicaPlacement("edge-south", Engine.Light, 1));

  @ParameterizedTest
  @EnumSource(MigrationPhase.class)
  void everyStateIsReadBackToTheMillisecond(MigrationPhase phase) {
    MigrationState state = new MigrationState(phase, 1_700_000_000_123L, 1_600_000_000_001L, "why");
    MigrationState expected =
        phase == MigrationPhase.Pending
            ? new MigrationState(phase, 1_700_000_000_123L, 1_700_000_000_123L, "why")
            : state;
    assertThat(StatusJournal.read(status(null, state, List.of()), 7)).isEqualTo(expected);
  }

  @Test
  void phasesAreAddedOnceEach() {
    MigrationRequestStatus first = status(null, state(MigrationPhase.Preparing, 20), List.of());
    MigrationRequestStatus same = status(first, state(MigrationPhase.Preparing, 20), List.of());
    MigrationRequestStatus next = status(same, state(MigrationPhase.Transferring, 30), List.of());
    assertThat(same).isEqualTo(first);
    assertThat(next.phases())
        .extracting(PhaseTime::phase)
        .containsExactly(
            MigrationPhase.Pending, MigrationPhase.Preparing, MigrationPhase.Transferring);
    assertThat(next.source()).isEqualTo("edge-north");
    assertThat(next.target()).isEqualTo("edge-south.m");
  }

  @Test
  void whatAnEarlierCoordinatorHasFoundStaysUntilMoreIsKnown() {
    MigrationRequestStatus before =
        status(
            null,
            state(MigrationPhase.CuttingOver, 20),
            List.of(
                new PartitionProof(
                        0,
                        5_312,
                        9,
                        3,
                        1,
                        90,
                        0,
                        0,
                        null,
                        88,
                        100,
                        109,
                        41.5,
                        20.0,
                        7,
                        Opening.Proved)
                    .report()));
    assertThat(before.verified()).isEqualTo("5,312/5,312");
    assertThat(before.gap()).isEqualTo("9ms");
    MigrationRequestStatus after =
        status(
            before,
            state(MigrationPhase.Observing, 30),
            List.of(
                new PartitionProof(0, 4, 0, 1, 95, 95, 0, 0, null, 0, 0, 0, null, null, 0, null)
                    .report()));
    assertThat(after.verified()).isEqualTo("5,312/5,312");
    assertThat(after.gap()).isEqualTo("9ms");
    assertThat(after.partitions().getFirst().cut()).isEqualTo(88);
    assertThat(after.partitions().getFirst().opening()).isEqualTo(Opening.Proved);
    assertThat(after.partitions().getFirst().outputGapMillis()).isEqualTo(41.5);
    assertThat(after.partitions().getFirst().usualGapMillis()).isEqualTo(20);
  }

  @Test
  void whoeverHasToPromoteAReportLearnsOfTheDifference() {
    MigrationRequest report =
        Resources.migration(Manifest.MOVE.replace("minimumRecords: 100", "mode: Report"));
    MigrationState verifying = state(MigrationPhase.Verifying, 5);
    assertThat(ready(status(report, null, verifying, List.of())).reason())
        .isEqualTo("WaitingForPromotion");
    PartitionReport differing =
        new PartitionProof(1, 50, 9, 3, 1, 90, 2, 42, "gate-7", 0, 0, 0, null, null, 7, null)
            .report();
    assertThat(ready(status(report, null, verifying, List.of(differing))).message())
        .isEqualTo(
            "Partition 1 differs from SN 42 on, key 'gate-7'. Promote it as it is, or abort.");
    assertThat(ready(status(null, verifying, List.of())).reason()).isEqualTo("MigrationRunning");
  }

  @Test
  void aStrategyThatComparesNothingClaimsNothing() {
    MigrationRequestStatus before =
        status(
            null,
            state(MigrationPhase.CuttingOver, 20),
            List.of(new PartitionPassage(0, 1, 88, 100, 110, 150, null).report()));
    assertThat(before.verified()).isNull();
    assertThat(before.gap()).isEqualTo("50ms");
    MigrationRequestStatus after =
        status(
            before,
            state(MigrationPhase.Finishing, 30),
            List.of(new PartitionPassage(0, 1, 0, 0, 0, 0, null).report()));
    assertThat(after.partitions()).isEqualTo(before.partitions());
    assertThat(after.partitions().getFirst().downtimeMillis()).isEqualTo(40);
  }

  private static Condition ready(MigrationRequestStatus status) {
    return Conditions.find(status.conditions(), Conditions.READY).orElseThrow();
  }

  @Test
  void anEndIsReadyOrStalled() {
    assertThat(isTrue(MigrationPhase.Succeeded, Conditions.READY)).isTrue();
    assertThat(isTrue(MigrationPhase.RolledBack, Conditions.STALLED)).isTrue();
    assertThat(isTrue(MigrationPhase.Refused, Conditions.STALLED)).isTrue();
    assertThat(isTrue(MigrationPhase.Verifying, Conditions.RECONCILING)).isTrue();
  }

  @Test
  void aLaterGenerationChangesNothingElse() {
    MigrationRequestStatus end = status(null, state(MigrationPhase.Succeeded, 9), List.of());
    MigrationRequestStatus seen = MigrationStatuses.seen(end, 2L, REQUEST.getSpec(), Instant.EPOCH);
    assertThat(seen.observedGeneration()).isEqualTo(2);
    assertThat(seen.phases()).isEqualTo(end.phases());
    assertThat(seen.route()).isEqualTo(end.route());
  }

  /** Whoever asks for the way back when it is closed would wait for ever without a word. */
  @Test
  void aWishThatComesTooLateIsAnswered() {
    MigrationRequestStatus end = status(null, state(MigrationPhase.Succeeded, 9), List.of());
    MigrationRequest back = Resources.migration(Manifest.MOVE + "  rollBack: true\n");
    MigrationRequestStatus seen = MigrationStatuses.seen(end, 2L, back.getSpec(), Instant.EPOCH);
    assertThat(ready(seen).status()).isEqualTo(Condition.Status.True);
    assertThat(ready(seen).message())
        .isEqualTo(
            "The target owns the stage. spec.rollBack came too late and changes nothing: create another MigrationRequest to move it back.");
  }

  private static boolean isTrue(MigrationPhase phase, String condition) {
    return Conditions.isTrue(status(null, state(phase, 5), List.of()).conditions(), condition);
  }

  private static MigrationState state(MigrationPhase phase, long since) {
    return new MigrationState(phase, since, 10, null);
  }

  private static MigrationRequestStatus status(
      MigrationRequestStatus before, MigrationState state, List<PartitionReport> reports) {
    return status(REQUEST, before, state, reports);
  }

  private static MigrationRequestStatus status(
      MigrationRequest request,
      MigrationRequestStatus before,
      MigrationState state,
      List<PartitionReport> reports) {
    return MigrationStatuses.of(
        before, 1L, request.getSpec(), ROUTE, state, reports, Instant.EPOCH);
  }
}
