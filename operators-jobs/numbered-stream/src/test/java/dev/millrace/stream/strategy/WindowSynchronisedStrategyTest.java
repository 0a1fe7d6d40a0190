package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CountWindowSpec;
import dev.millrace.api.MigrationPhase;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.api.StepSpec;
import dev.millrace.api.WindowSpec;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.strategy.StrategyCommand.DeployEmptyTarget;
import dev.millrace.stream.strategy.StrategyCommand.MakeTemporary;
import dev.millrace.stream.strategy.StrategyCommand.RemoveSource;
import dev.millrace.stream.strategy.StrategyCommand.RemoveTarget;
import dev.millrace.stream.strategy.StrategyCommand.RemoveTemporary;
import dev.millrace.stream.strategy.StrategyCommand.TellRouter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowSynchronisedStrategyTest {
  private final StrategyScene scene = scene(Delivery.Numbered, "0s");

  @Test
  void routerThenSourceThenTargetAndNobodyIsDivertedBeforeTheRouterListens() {
    assertThat(scene.settle()).containsExactly(new MakeTemporary());
    scene.temporary = true;
    scene.settle();
    assertThat(scene.log[0].pending()).as("no router yet").isNull();
    routerJoins();
    scene.settle();
    assertThat(scene.log[0].pending().to()).isEqualTo("router");
    assertThat(scene.log[0].pending().forced()).isTrue();
    move("router");
    assertThat(scene.log[0].routed()).isTrue();
    assertThat(scene.settle()).containsExactly(new DeployEmptyTarget());
    scene.startTarget();
    assertThat(scene.settle()).as("the router is kept alive").containsExactly(new MakeTemporary());
    assertThat(scene.phase()).isEqualTo(MigrationPhase.Verifying);
    scene.heir[0] = Origin.TARGET;
    scene.settle();
    assertThat(scene.phase()).isEqualTo(MigrationPhase.Verifying);
    scene.heir[1] = Origin.TARGET;
    scene.settle();
    assertThat(scene.log[1].pending().to()).isEqualTo("r2");
    move("r2");
    assertThat(scene.settle()).containsExactly(new RemoveSource(), new RemoveTemporary());
  }

  @Test
  void atTheDeadlineEveryPartitionGoesBackAlsoOneThatHasSynchronised() {
    parallel();
    scene.heir[0] = Origin.TARGET;
    scene.now = 1_000;
    assertThat(scene.settle())
        .containsExactly(
            new TellRouter(0, Abort.REQUESTED),
            new TellRouter(1, Abort.REQUESTED),
            new MakeTemporary());
    assertThat(scene.reason()).isEqualTo("the deadline passed in phase Verifying");
    scene.heir[0] = Origin.SOURCE;
    scene.heir[1] = Origin.SOURCE;
    scene.settle();
    assertThat(scene.log[0].pending().to()).isEqualTo("r1");
    move("r1");
    assertThat(scene.settle()).containsExactly(new RemoveTarget(), new RemoveTemporary());
    scene.targetRuns = false;
    scene.temporary = false;
    scene.settle();
    assertThat(scene.phase()).isEqualTo(MigrationPhase.RolledBack);
  }

  @Test
  void whatCannotBeComparedIsGivenUpWithTheRoutersReason() {
    parallel();
    scene.heir[1] = Origin.SOURCE;
    scene.verdict[1] = "a tick";
    scene.settle();
    assertThat(scene.reason()).isEqualTo("partition 1: a tick");
  }

  @Test
  void aRouterThatDecidesNothingInTimeIsPresumedLost() {
    parallel();
    scene.abort = true;
    scene.settle();
    scene.now = 1_000;
    scene.settle();
    assertThat(scene.log[0].pending().fence()).isTrue();
    assertThat(scene.log[0].pending().to()).isEqualTo("r1");
  }

  @Test
  void whatItCannotServeIsRefused() {
    StrategyScene transactions = scene(Delivery.ExactlyOnce, "0s");
    transactions.settle();
    assertThat(transactions.phase()).isEqualTo(MigrationPhase.Refused);
    assertThat(transactions.reason()).startsWith("delivery: ");
    StrategyScene patient = scene(Delivery.Numbered, "5s");
    patient.settle();
    assertThat(patient.reason()).startsWith("allowedLateness: ");
  }

  private void parallel() {
    scene.temporary = true;
    routerJoins();
    scene.settle();
    move("router");
    scene.startTarget();
    scene.settle();
  }

  private void routerJoins() {
    for (int partition = 0; partition < 2; partition++) {
      scene.land(partition, new Joined(partition, "router"));
    }
  }

  private void move(String to) {
    for (int partition = 0; partition < 2; partition++) {
      Handover pending = scene.log[partition].pending();
      long from = scene.log[partition].incarnation(pending.from());
      scene.land(partition, new Drained(partition, pending.id(), from, new Cut(50, 0, 0)));
      long incarnation = scene.log[partition].incarnation(to);
      scene.land(partition, new Opened(partition, pending.id(), incarnation, 50));
    }
  }

  private static StrategyScene scene(Delivery delivery, String lateness) {
    WindowSpec window =
        new WindowSpec(null, null, null, new CountWindowSpec(10, null), Map.of("n", "count()"));
    StageSpec stage =
        new StageSpec(
            "counts",
            "in",
            "pool",
            null,
            null,
            null,
            List.of(new StepSpec(null, null, null, null, null, null, window, null, null, null)),
            null,
            lateness,
            null,
            null,
            delivery,
            null,
            null,
            null,
            null);
    return new StrategyScene(
        new WindowSynchronisedStrategy(StrategyScene.RULES, "router", stage, 1, 3));
  }
}
