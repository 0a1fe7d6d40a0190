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

/** Which replicas a stage with a hot standby has, before, during and after a take-over. */
class StandbyChoiceTest {
  private static final ReplicaPlacement NORTH = new ReplicaPlacement("north", Engine.Light, 1);
  private static final ReplicaPlacement SOUTH = new ReplicaPlacement("south", Engine.Light, 1);
  private static final ReplicaPlacement WEST = new ReplicaPlacement("west", Engine.Light, 1);
  private static final ReplicaSpec FOUNDER = ReplicaSpec.founder("count", "north", NORTH);
  private static final Map<Integer, Long> FROM = Map.of(0, 7L, 1, 9L);
  private static final ReplicaSpec STANDBY =
      new ReplicaSpec("count", "south.standby", SOUTH, NORTH, false, FROM, Map.of(), null);
  private static final ReplicaSpec TARGET =
      new ReplicaSpec("count", "west.m-1", WEST, NORTH, false, FROM, Map.of(), "m");
  private static final Set<String> BOTH = Set.of("north", "south.standby");

  @Test
  void aStandbyIsMadeOnceItIsKnownFromWhereItReads() {
    StageDecision early = decide(List.of("north", "north"), List.of(FOUNDER), state(Map.of()));
    assertThat(early.keep()).containsExactly(FOUNDER);
    assertThat(early.standby().orElseThrow().takers()).isEqualTo(BOTH);
    StageDecision later = decide(List.of("north", "north"), List.of(FOUNDER), state(FROM));
    assertThat(later.keep()).containsExactly(FOUNDER, STANDBY);
  }

  @Test
  void aStandbyThatIsThereKeepsTheOffsetsThatItWasGiven() {
    StageDecision decision =
        decide(List.of("north", "north"), List.of(FOUNDER, STANDBY), state(Map.of(0, 50L, 1, 60L)));
    assertThat(decision.keep()).containsExactly(FOUNDER, STANDBY);
    assertThat(decision.remove()).isEmpty();
  }

  @Test
  void aStageWithoutAnOwnerHasNoStandbyYet() {
    StageDecision decision = decide(Arrays.asList(null, null), List.of(), state(FROM));
    assertThat(decision.keep()).containsExactly(FOUNDER);
    assertThat(decision.standby()).isEmpty();
  }

  @Test
  void duringATakeOverBothStayAndNoThirdIsMade() {
    StageDecision decision =
        decide(List.of("north", "south.standby"), List.of(FOUNDER, STANDBY), state(FROM));
    assertThat(decision.keep())
        .extracting(ReplicaSpec::replica)
        .containsExactlyInAnyOrder("north", "south.standby");
    assertThat(decision.standby().orElseThrow().takers()).isEqualTo(BOTH);
    assertThat(decision.moveTo()).isEmpty();
  }

  @Test
  void afterATakeOverTheLostOwnerIsTheStandbyAndNothingMovesBack() {
    StageDecision decision =
        decide(List.of("south.standby", "south.standby"), List.of(FOUNDER, STANDBY), state(FROM));
    assertThat(decision.home()).contains(STANDBY.settled());
    assertThat(decision.keep()).containsExactly(STANDBY.settled(), FOUNDER);
    assertThat(decision.remove()).isEmpty();
    assertThat(decision.moveTo()).isEmpty();
    assertThat(decision.standby().orElseThrow().takers()).isEqualTo(BOTH);
  }

  @Test
  void aLostOwnerOfWhichNothingIsLeftIsReplacedInItsPool() {
    StageDecision decision =
        decide(List.of("south.standby", "south.standby"), List.of(STANDBY), state(FROM));
    ReplicaSpec made = decision.keep().getLast();
    assertThat(made.replica()).isEqualTo("north.standby");
    assertThat(made.placement()).isEqualTo(NORTH);
    assertThat(made.founder()).isFalse();
  }

  @Test
  void aStandbyThatIsNoLongerWantedIsRemovedOnlyWhenNothingCanBeGivenToIt() {
    StandbyView keeping = new StandbyView(Optional.empty(), Set.of(), state(FROM));
    StageDecision first = decide(NORTH, List.of("north"), List.of(FOUNDER, STANDBY), keeping, null);
    assertThat(first.remove()).isEmpty();
    assertThat(first.standby().orElseThrow().takers()).isEmpty();
    StandbyView given =
        new StandbyView(Optional.empty(), Set.of("south.standby"), StandbyState.NONE);
    StageDecision fenced = decide(NORTH, List.of("north"), List.of(FOUNDER, STANDBY), given, null);
    assertThat(fenced.remove()).isEmpty();
    assertThat(fenced.standby().orElseThrow().takers()).containsExactly("south.standby");
    StageDecision last =
        decide(NORTH, List.of("north"), List.of(FOUNDER, STANDBY), StandbyView.NONE, null);
    assertThat(last.remove()).containsExactly(STANDBY);
  }

  @Test
  void anotherStandbyPoolGetsAnotherStandby() {
    StandbyView west = new StandbyView(Optional.of(WEST), Set.of(), state(FROM));
    StageDecision decision = decide(NORTH, List.of("north"), List.of(FOUNDER, STANDBY), west, null);
    assertThat(decision.keep())
        .extracting(ReplicaSpec::replica)
        .containsExactly("north", "west.standby");
    assertThat(decision.standby().orElseThrow().takers()).containsExactly("north", "west.standby");
    assertThat(decision.remove()).as("partitions may still be given to the old one").isEmpty();
  }

  @Test
  void duringAMoveTheStandbyGoesOnAndSourceAndTargetTakeNothingFromEachOther() {
    StageMove move = new StageMove("m", MigrationPhase.Observing, "north", "west.m-1");
    StageDecision decision =
        decide(
            NORTH,
            List.of("west.m-1"),
            List.of(FOUNDER, STANDBY, TARGET),
            new StandbyView(Optional.of(SOUTH), Set.of(), state(FROM)),
            move);
    assertThat(decision.keep()).containsExactlyInAnyOrder(FOUNDER, STANDBY, TARGET);
    assertThat(decision.standby().orElseThrow().takers()).containsExactly("south.standby");
  }

  @Test
  void noStandbyIsMadeDuringAMove() {
    StageMove move = new StageMove("m", MigrationPhase.Finishing, "south.standby", "west.m-1");
    StageDecision decision =
        decide(
            NORTH,
            List.of("west.m-1"),
            List.of(STANDBY, TARGET),
            new StandbyView(Optional.of(SOUTH), Set.of(), state(FROM)),
            move);
    assertThat(decision.keep()).containsExactly(TARGET);
    assertThat(decision.standby().orElseThrow().takers()).isEmpty();
  }

  private static StandbyState state(Map<Integer, Long> inputFrom) {
    return new StandbyState(BOTH, Set.of(), List.of(), inputFrom);
  }

  private static StageDecision decide(
      List<String> owners, List<ReplicaSpec> existing, StandbyState state) {
    return decide(
        NORTH, owners, existing, new StandbyView(Optional.of(SOUTH), Set.of(), state), null);
  }

  private static StageDecision decide(
      ReplicaPlacement declared,
      List<String> owners,
      List<ReplicaSpec> existing,
      StandbyView standby,
      StageMove move) {
    StageView view =
        new StageView(
            "count",
            declared,
            owners,
            true,
            existing,
            Optional.ofNullable(move),
            Set.of(),
            standby);
    return StageDecision.of(view, replica -> replica.startsWith("south") ? SOUTH : NORTH);
  }
}
