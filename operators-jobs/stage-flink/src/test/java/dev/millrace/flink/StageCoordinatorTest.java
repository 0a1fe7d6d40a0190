package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kafka.ReplicaFigures;
import dev.millrace.kafka.StageMonitor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator.SubtaskGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes from tasks in other JVMs, and what goes to them. */
class StageCoordinatorTest {
  private static final String TOKEN = "token";

  private final StageMonitor monitor = new StageMonitor("parking.count", Clock.systemUTC());
  private final StageAccess access = new StageAccess(monitor, Clock.systemUTC());
  private final AtomicInteger checkpoints = new AtomicInteger();
  private StageCoordinator coordinator;

  /** A task that keeps what it is told. */
  private static final class Told implements SubtaskGateway {
    final List<OperatorEvent> commands = new ArrayList<>();

    @Override
    public CompletableFuture<Acknowledge> sendEvent(OperatorEvent event) {
      commands.add(event);
      return CompletableFuture.completedFuture(Acknowledge.get());
    }

    @Override
    public ExecutionAttemptID getExecution() {
      return ExecutionAttemptID.randomId();
    }

    @Override
    public int getSubtask() {
      return 0;
    }
  }

  @BeforeEach
  void publish() {
    access.publish(TOKEN);
    access.onCheckpointRequest(checkpoints::incrementAndGet);
    coordinator =
        (StageCoordinator)
            new StageCoordinator.CoordinatorProvider(new OperatorID(), TOKEN, monitor.stage())
                .create(null);
  }

  @AfterEach
  void withdraw() {
    coordinator.close();
    StageAccess.withdraw(TOKEN);
  }

  private static TaskReport report(int partition, long records, boolean wantsCheckpoint) {
    TreeMap<Integer, ReplicaFigures> figures = new TreeMap<>();
    figures.put(
        partition, new ReplicaFigures(records, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, true));
    return new TaskReport(new HashSet<>(Set.of(partition)), figures, wantsCheckpoint);
  }

  @Test
  void whatATaskReportsIsInTheMonitor() {
    coordinator.executionAttemptReady(0, 0, new Told());
    coordinator.executionAttemptReady(1, 0, new Told());
    coordinator.handleEventFromOperator(0, 0, report(2, 1, false));
    coordinator.handleEventFromOperator(1, 0, report(3, 1, true));
    coordinator.handleEventFromOperator(0, 0, report(2, 100, false));

    assertThat(monitor.joined()).containsExactly(2, 3);
    assertThat(monitor.partition(2).figures()).isEqualTo(report(2, 100, false).figures().get(2));
    assertThat(checkpoints).hasValue(1);
  }

  @Test
  void anAttemptThatHasEndedIsNoMember() {
    coordinator.executionAttemptReady(0, 0, new Told());
    coordinator.handleEventFromOperator(0, 0, report(2, 1, false));

    coordinator.executionAttemptFailed(0, 0, new IllegalStateException("gone"));
    assertThat(monitor.joined()).isEmpty();

    coordinator.executionAttemptReady(0, 1, new Told());
    coordinator.handleEventFromOperator(0, 0, report(2, 1, false));
    assertThat(monitor.joined()).as("an earlier attempt that does not know of its end").isEmpty();

    coordinator.handleEventFromOperator(0, 1, report(2, 1, false));
    coordinator.executionAttemptFailed(0, 0, new IllegalStateException("late news"));
    assertThat(monitor.joined()).containsExactly(2);

    coordinator.subtaskReset(0, 7);
    assertThat(monitor.joined()).isEmpty();
  }

  @Test
  void aTaskHearsWhatTheStageIsToldBeforeAndAfterItsFirstReport() {
    Told early = new Told();
    Told late = new Told();
    coordinator.executionAttemptReady(0, 0, early);
    coordinator.executionAttemptReady(1, 0, late);
    coordinator.handleEventFromOperator(0, 0, report(2, 1, false));

    access.stopTicks();
    access.stop();
    coordinator.handleEventFromOperator(1, 0, report(3, 1, false));
    coordinator.handleEventFromOperator(1, 0, report(3, 2, false));

    assertThat(early.commands).containsExactly(StageCommand.STOP_TICKS, StageCommand.STOP);
    assertThat(late.commands).containsExactly(StageCommand.STOP_TICKS, StageCommand.STOP);
  }

  // Nothing but its tasks tells a TaskManager that a stage has ended there.
  @Test
  void whatATaskManagerSharesGoesWithItsLastTask() {
    StageAccess one = StageAccess.enter("elsewhere", "parking.count");
    StageAccess other = StageAccess.enter("elsewhere", "parking.count");
    assertThat(other).isSameAs(one);
    assertThat(one.isHere()).isFalse();
    assertThat(access.isHere()).isTrue();

    one.leave();
    assertThat(StageAccess.enter("elsewhere", "parking.count")).isSameAs(one);
    one.leave();
    one.leave();
    StageAccess anew = StageAccess.enter("elsewhere", "parking.count");
    assertThat(anew).isNotSameAs(one);
    anew.leave();
  }
}
