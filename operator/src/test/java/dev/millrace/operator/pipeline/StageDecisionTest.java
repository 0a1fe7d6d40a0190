package dev.millrace.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which replicas a stage has to have, over all that can be known of it. */
class StageDecisionTest {
  private static final ReplicaPlacement NORTH = new ReplicaPlacement("north", Engine.Light, 1);
  private static final ReplicaPlacement SOUTH = new ReplicaPlacement("south", Engine.Light, 1);
  private static final ReplicaSpec FOUNDER = ReplicaSpec.founder("count", "north", NORTH);
  private static final ReplicaSpec TARGET =
      new ReplicaSpec("count", "south.m-1", SOUTH, NORTH, false, Map.of(0, 3L), Map.of(), "m");

  @Test
  void aNewStageGetsItsFounder() {
    StageDecision decision = decide(NORTH, owners(null, null), List.of(), null);
    assertThat(decision.keep()).containsExactly(FOUNDER);
    assertThat(decision.moveTo()).isEmpty();
  }

  @Test
  void aStageThatWasNeverBornFollowsThePipelineAtOnce() {
    StageDecision decision = decide(SOUTH, owners(null, null), List.of(FOUNDER), null);
    assertThat(decision.keep()).extracting(ReplicaSpec::replica).containsExactly("south");
    assertThat(decision.remove()).containsExactly(FOUNDER);
  }

  @Test
  void aNewOperatorFindsTheStageWhereTheControlLogSaysThatItIs() {
    StageDecision decision = decide(NORTH, owners("south.m-1", "south.m-1"), List.of(TARGET), null);
    assertThat(decision.keep()).containsExactly(TARGET.settled());
    assertThat(decision.home().orElseThrow().placement()).isEqualTo(SOUTH);
    assertThat(decision.moveTo()).as("the override stands until the pipeline changes").isEmpty();
  }

  @Test
  void anOwnerWhoseObjectsAreAllGoneIsMadeAgainInItsPool() {
    StageDecision decision = decide(NORTH, owners("south.m-1", "south.m-1"), List.of(), null);
    ReplicaSpec again = decision.keep().getFirst();
    assertThat(again.replica()).isEqualTo("south.m-1");
    assertThat(again.placement().pool()).isEqualTo("south");
    assertThat(again.founder()).isTrue();
  }

  @Test
  void whoOwnsNothingIsRemoved() {
    StageDecision decision =
        decide(NORTH, owners("north", "north"), List.of(FOUNDER, TARGET), null);
    assertThat(decision.keep()).containsExactly(FOUNDER);
    assertThat(decision.remove()).containsExactly(TARGET);
  }

  @Test
  void everyOwnerStays() {
    StageDecision decision =
        decide(NORTH, owners("north", "south.m-1", "south.m-1"), List.of(FOUNDER, TARGET), null);
    assertThat(decision.keep()).hasSize(2);
    assertThat(decision.remove()).isEmpty();
    assertThat(decision.home().orElseThrow().replica()).isEqualTo("south.m-1");
  }

  @Test
  void aChangedPipelineMovesTheStage() {
    StageDecision decision = decide(SOUTH, owners("north", "north"), List.of(FOUNDER), null);
    assertThat(decision.moveTo()).contains(SOUTH);
    assertThat(decision.keep()).containsExactly(FOUNDER);
  }

  @Test
  void aPipelineThatAgreesWithAMoveByHandMovesNothing() {
    StageDecision decision = decide(SOUTH, owners("south.m-1", "south.m-1"), List.of(TARGET), null);
    assertThat(decision.moveTo()).isEmpty();
    assertThat(decision.keep().getFirst().declared()).isEqualTo(SOUTH);
  }

  @Test
  void anotherParallelismIsAMoveToo() {
    ReplicaPlacement more = new ReplicaPlacement("north", Engine.Light, 2);
    assertThat(decide(more, owners("north", "north"), List.of(FOUNDER), null).moveTo())
        .contains(more);
  }

  @ParameterizedTest
  @EnumSource(MigrationPhase.class)
  void duringAMigrationNobodyIsRemovedOrMovedByThePipeline(MigrationPhase phase) {
    StageMove move = new StageMove("m", phase, "north", "south.m-1");
    StageDecision decision =
        decide(SOUTH, owners("north", "north"), List.of(FOUNDER, TARGET), move);
    assertThat(decision.remove()).isEmpty();
    assertThat(decision.moveTo()).isEmpty();
    assertThat(decision.keep()).as("the owner stays in every phase").contains(FOUNDER);
    boolean needed = phase.ordinal() <= MigrationPhase.Finishing.ordinal();
    assertThat(decision.keep().contains(TARGET)).isEqualTo(needed);
  }

  @Test
  void aSourceThatIsBeingRemovedIsNotMadeAgain() {
    StageMove move = new StageMove("m", MigrationPhase.Finishing, "north", "south.m-1");
    StageDecision decision =
        decide(NORTH, owners("south.m-1", "south.m-1"), List.of(FOUNDER, TARGET), move);
    assertThat(decision.keep()).containsExactly(TARGET);
  }

  @Test
  void withoutTheControlLogEverythingStaysAsItIs() {
    StageDecision decision = decide(SOUTH, List.of(), List.of(FOUNDER, TARGET), null);
    assertThat(decision.keep()).containsExactly(FOUNDER, TARGET);
    assertThat(decision.remove()).isEmpty();
    assertThat(decision.moveTo()).isEmpty();
    assertThat(decide(SOUTH, List.of(), List.of(), null).keep()).isEmpty();
  }

  @Test
  void whatTheControlLogSaidBeforeAMigrationEndedRemovesNobody() {
    StageView stale =
        new StageView(
            "count",
            SOUTH,
            owners("north", "north"),
            false,
            List.of(FOUNDER, TARGET),
            Optional.empty(),
            Set.of(),
            StandbyView.NONE);
    StageDecision decision = StageDecision.of(stale, replica -> NORTH);
    assertThat(decision.keep()).containsExactly(FOUNDER, TARGET);
    assertThat(decision.remove()).isEmpty();
    assertThat(decision.moveTo()).isEmpty();
    assertThat(decision.home()).contains(FOUNDER);
  }

  @Test
  void aTargetWhoseMigrationIsNotSeenToHaveBegunIsNotRemoved() {
    StageView early =
        new StageView(
            "count",
            NORTH,
            owners("north", "north"),
            true,
            List.of(FOUNDER, TARGET),
            Optional.empty(),
            Set.of("m"),
            StandbyView.NONE);
    assertThat(StageDecision.of(early, replica -> NORTH).remove()).isEmpty();
  }

  private static List<String> owners(String... owners) {
    return Arrays.asList(owners);
  }

  private static StageDecision decide(
      ReplicaPlacement declared, List<String> owners, List<ReplicaSpec> existing, StageMove move) {
    StageView view =
        new StageView(
            "count",
            declared,
            owners,
            true,
            existing,
            Optional.ofNullable(move),
            Set.of(),
            StandbyView.NONE);
    return StageDecision.of(view, replica -> replica.startsWith("south") ? SOUTH : NORTH);
  }
}
