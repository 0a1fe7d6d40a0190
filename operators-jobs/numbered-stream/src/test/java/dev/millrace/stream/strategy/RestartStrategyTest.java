package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.StatePassage;
import dev.millrace.stream.strategy.StrategyCommand.DeployTarget;
import dev.millrace.stream.strategy.StrategyCommand.RemoveSource;
import dev.millrace.stream.strategy.StrategyCommand.RemoveTarget;
import dev.millrace.stream.strategy.StrategyCommand.RemoveTemporary;
import dev.millrace.stream.strategy.StrategyCommand.StartSource;
import dev.millrace.stream.strategy.StrategyCommand.StopSource;
import org.junit.jupiter.api.Test;

class RestartStrategyTest {
  private final StrategyScene with =
      new StrategyScene(new RestartStrategy(StrategyScene.RULES, true));
  private final StrategyScene without =
      new StrategyScene(new RestartStrategy(StrategyScene.RULES, false));

  @Test
  void whatIsAgainstItRefusesIt() {
    with.objection = "no node";
    with.settle();
    assertThat(with.phase()).isEqualTo(MigrationPhase.Refused);
    assertThat(with.reason()).isEqualTo("no node");
    assertThat(with.log[0].pending()).isNull();
  }

  @Test
  void theSourceLeavesItsStateBeforeItIsStoppedAndTheTargetStartsOnlyThen() {
    assertThat(with.settle()).as("asked once").isEmpty();
    assertThat(with.log[1].pending().passage()).isEqualTo(StatePassage.SNAPSHOT);
    assertThat(with.phase()).isEqualTo(MigrationPhase.Transferring);
    with.drain();
    assertThat(with.settle()).containsExactly(new StopSource());
    with.sourceRuns = false;
    assertThat(with.settle()).containsExactly(new DeployTarget());
    with.startTarget();
    with.open(0);
    assertThat(with.settle()).containsExactly(new DeployTarget());
    with.open(1);
    assertThat(with.settle()).containsExactly(new RemoveSource(), new RemoveTemporary());
    with.sourceGone = true;
    with.settle();
    assertThat(with.phase()).isEqualTo(MigrationPhase.Succeeded);
  }

  @Test
  void aTargetThatDoesNotOpenInTimeLeavesTheStageToTheSourceWhichStartsAgain() {
    with.settle();
    with.drain();
    with.settle();
    with.sourceRuns = false;
    with.startTarget();
    with.open(0);
    with.now = 1_000;
    assertThat(with.settle()).containsExactly(new StartSource());
    assertThat(with.phase()).isEqualTo(MigrationPhase.RollingBack);
    assertThat(with.reason()).isEqualTo("the deadline passed in phase CuttingOver");
    assertThat(with.log[1].pending()).as("cancelled").isNull();
    assertThat(with.log[0].pending().to()).as("asked back").isEqualTo("r1");
    with.sourceRuns = true;
    with.land(0, new Cancel(0, with.log[0].pending().id()));
    with.settle();
    assertThat(with.log[0].pending()).as("asked again as long as the target owns").isNotNull();
  }

  @Test
  void anAbortBeforeTheSourceHasDrainedCancelsAndRemovesTheTarget() {
    with.settle();
    with.abort = true;
    with.targetRuns = true;
    assertThat(with.settle()).containsExactly(new RemoveTarget(), new RemoveTemporary());
    assertThat(with.log[0].pending()).isNull();
    with.targetRuns = false;
    with.settle();
    assertThat(with.phase()).isEqualTo(MigrationPhase.RolledBack);
  }

  @Test
  void aHandOverThatWasGivenUpIsNotAskedForAgain() {
    with.settle();
    with.givenUp = "no room";
    with.settle();
    assertThat(with.phase()).isEqualTo(MigrationPhase.RolledBack);
    assertThat(with.reason()).isEqualTo("no room");
  }

  @Test
  void withoutStateEachPartitionIsBornAnewWhereTheSourceStopped() {
    without.settle();
    assertThat(without.log[0].pending().passage()).isEqualTo(StatePassage.DROPPED);
    without.drain();
    assertThat(without.settle()).containsExactly(new StopSource());
    assertThat(without.log[0].owner()).isEqualTo("r1");
    without.sourceRuns = false;
    assertThat(without.settle()).containsExactly(new DeployTarget());
    for (int partition = 0; partition < 2; partition++) {
      assertThat(without.log[partition].owner()).isEqualTo("r2");
      assertThat(without.log[partition].generation()).isEqualTo(2);
      assertThat(without.log[partition].birthOffset()).isEqualTo(70 + partition);
    }
    without.now = 5_000;
    assertThat(without.settle()).as("no way back").containsExactly(new DeployTarget());
    without.startTarget();
    without.sourceGone = true;
    without.settle();
    assertThat(without.phase()).isEqualTo(MigrationPhase.Succeeded);
  }

  @Test
  void aSourceThatDoesNotSayWhereItRestsIsNotStopped() {
    without.settle();
    without.drain();
    without.restsAt[1] = StrategyPartition.UNKNOWN;
    assertThat(without.settle()).isEmpty();
    assertThat(without.phase()).isEqualTo(MigrationPhase.Transferring);
  }
}
