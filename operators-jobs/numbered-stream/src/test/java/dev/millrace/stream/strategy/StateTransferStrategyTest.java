package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.StatePassage;
import dev.millrace.stream.strategy.StrategyCommand.DeployTarget;
import dev.millrace.stream.strategy.StrategyCommand.MakeTemporary;
import dev.millrace.stream.strategy.StrategyCommand.RemoveSource;
import dev.millrace.stream.strategy.StrategyCommand.RemoveTemporary;
import org.junit.jupiter.api.Test;

class StateTransferStrategyTest {
  private final StrategyScene scene =
      new StrategyScene(new StateTransferStrategy(StrategyScene.RULES));

  @Test
  void theSourceIsAskedToStandStillOnlyWhenTheTargetHasJoinedAndTheSlotsAreThere() {
    assertThat(scene.settle()).containsExactly(new MakeTemporary(), new DeployTarget());
    scene.startTarget();
    scene.settle();
    assertThat(scene.log[0].pending()).isNull();
    scene.temporary = true;
    assertThat(scene.settle()).isEmpty();
    assertThat(scene.log[0].pending().passage()).isEqualTo(StatePassage.LOCK_STEP);
    assertThat(scene.log[0].pending().forced()).as("compared at the cut").isFalse();
    scene.drain();
    scene.settle();
    assertThat(scene.phase()).isEqualTo(MigrationPhase.CuttingOver);
    scene.open(0);
    scene.open(1);
    assertThat(scene.settle()).containsExactly(new RemoveSource(), new RemoveTemporary());
    scene.sourceGone = true;
    scene.temporary = false;
    scene.settle();
    assertThat(scene.phase()).isEqualTo(MigrationPhase.Succeeded);
  }

  @Test
  void afterTheLastOpeningNoDeadlineTakesItBack() {
    scene.temporary = true;
    scene.startTarget();
    scene.settle();
    scene.drain();
    scene.open(0);
    scene.open(1);
    scene.now = 9_999;
    scene.abort = true;
    scene.settle();
    assertThat(scene.phase()).isEqualTo(MigrationPhase.Finishing);
  }

  @Test
  void aLateTargetIsGivenUpAndTheSourceGoesOn() {
    scene.temporary = true;
    scene.startTarget();
    scene.settle();
    scene.now = 1_000;
    scene.settle();
    assertThat(scene.log[0].pending()).isNull();
    scene.temporary = false;
    scene.targetRuns = false;
    scene.settle();
    assertThat(scene.phase()).isEqualTo(MigrationPhase.RolledBack);
    assertThat(scene.reason()).isEqualTo("the deadline passed in phase Transferring");
  }

  @Test
  void whatReachesTheLogAfterTheEndIsSwept() {
    aLateTargetIsGivenUpAndTheSourceGoesOn();
    scene.land(1, new Switch(1, "m", "r1", "r2", 0, false, StatePassage.LOCK_STEP));
    scene.settle();
    assertThat(scene.log[1].pending()).isNull();
  }
}
