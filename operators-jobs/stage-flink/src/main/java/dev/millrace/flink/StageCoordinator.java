package dev.millrace.flink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * The tasks of a stage as seen from the JobManager: brings what those in other JVMs say of
 * themselves to the stage's monitor, and what they are told to them. Nothing that a stage computes
 * depends on it, so it has no state in checkpoints. One thread, the JobManager's.
 */
final class StageCoordinator implements OperatorCoordinator {
  private static final byte[] NO_STATE = {};

  private final StageAccess access;
  private final Map<Integer, RemoteTask> tasks = new HashMap<>();

  /** Makes it where the JobManager runs. */
  record CoordinatorProvider(OperatorID id, String token, String stage)
      implements OperatorCoordinator.Provider {
    private static final long serialVersionUID = 1L;

    @Override
    public OperatorID getOperatorId() {
      return id;
    }

    @Override
    public OperatorCoordinator create(Context context) {
      return new StageCoordinator(StageAccess.enter(token, stage));
    }
  }

  StageCoordinator(StageAccess access) {
    this.access = access;
  }

  @Override
  public void start() {}

  @Override
  public void executionAttemptReady(int task, int attempt, SubtaskGateway gateway) {
    ended(task);
    tasks.put(task, new RemoteTask(access, attempt, gateway));
  }

  @Override
  public void handleEventFromOperator(int task, int attempt, OperatorEvent event) {
    RemoteTask from = tasks.get(task);
    // One that was given up may still be running, and its successor not yet.
    if (from != null && from.isAttempt(attempt) && event instanceof TaskReport report) {
      from.reported(report);
    }
  }

  @Override
  public void executionAttemptFailed(int task, int attempt, Throwable reason) {
    RemoteTask failed = tasks.get(task);
    if (failed != null && failed.isAttempt(attempt)) {
      ended(task);
    }
  }

  @Override
  public void subtaskReset(int task, long checkpoint) {
    ended(task);
  }

  @Override
  public void resetToCheckpoint(long checkpoint, byte[] state) {
    List.copyOf(tasks.keySet()).forEach(this::ended);
  }

  @Override
  public void checkpointCoordinator(long checkpoint, CompletableFuture<byte[]> result) {
    result.complete(NO_STATE);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {}

  @Override
  public void close() {
    List.copyOf(tasks.keySet()).forEach(this::ended);
    access.leave();
  }

  private void ended(int task) {
    RemoteTask gone = tasks.remove(task);
    if (gone != null) {
      gone.ended();
    }
  }
}
