package dev.millrace.flink;

import dev.millrace.kafka.StageMonitor;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.FailedCheckpointStats;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a running job and tells the stage's monitor of restarts and checkpoints. Looks of one
 * watch follow each other.
 */
final class JobWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

  /** A checkpoint that ends for one of these reasons ended because its attempt did. */
  private static final Set<CheckpointFailureReason> ENDED_WITH_ATTEMPT =
      EnumSet.of(
          CheckpointFailureReason.CHECKPOINT_COORDINATOR_SUSPEND,
          CheckpointFailureReason.CHECKPOINT_COORDINATOR_SHUTDOWN,
          CheckpointFailureReason.CHECKPOINT_DECLINED_TASK_NOT_READY,
          CheckpointFailureReason.CHECKPOINT_DECLINED_TASK_CLOSING,
          CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING,
          CheckpointFailureReason.TASK_FAILURE,
          CheckpointFailureReason.JOB_FAILOVER_REGION);

  private final FlinkCluster cluster;
  private final JobID job;
  private final StageMonitor monitor;
  private final CheckpointDirectory checkpoints;
  private CompletableFuture<Void> looking = CompletableFuture.completedFuture(null);
  private int attempt;
  private boolean failed;
  private volatile long completed;
  private final Set<Long> failedCheckpoints = new HashSet<>();
  private boolean alone;

  JobWatch(FlinkCluster cluster, JobID job, StageMonitor monitor, CheckpointDirectory checkpoints) {
    this.cluster = cluster;
    this.job = job;
    this.monitor = monitor;
    this.checkpoints = checkpoints;
  }

  /** Begins a look, unless the last one is still going on. */
  @Override
  public synchronized void run() {
    if (!looking.isDone()) {
      return;
    }
    if (!alone && completed >= StageJob.RETAINED_CHECKPOINTS) {
      alone = true;
      checkpoints.keepOnly(job);
    }
    looking = look();
  }

  /** Looks once more after the looks that are going on; completes when that has been done. */
  synchronized CompletableFuture<Void> look() {
    looking =
        looking
            .thenCompose(before -> cluster.state(job))
            .thenAccept(this::note)
            .exceptionally(
                error -> {
                  LOG.debug("no look at job {}", job, error);
                  return null;
                });
    return looking;
  }

  private void note(AccessExecutionGraph state) {
    noteAttempts(state);
    CheckpointStatsSnapshot stats = state.getCheckpointStatsSnapshot();
    if (stats != null) {
      noteCheckpoints(stats);
    }
  }

  private void noteAttempts(AccessExecutionGraph state) {
    int latest = 0;
    for (AccessExecutionVertex task : state.getAllExecutionVertices()) {
      latest = Math.max(latest, task.getCurrentExecutionAttempt().getAttemptNumber());
    }
    for (; attempt < latest; attempt++) {
      Throwable cause = AttemptFailedException.of(state.getFailureInfo());
      LOG.warn("{} has started again: {}", monitor.stage(), cause.getMessage());
      monitor.restarted(cause);
    }
    if (state.getState() == JobStatus.FAILED && !failed) {
      failed = true;
      Throwable cause = AttemptFailedException.of(state.getFailureInfo());
      LOG.error("{} cannot run: {}", monitor.stage(), cause.getMessage());
      monitor.restarted(cause);
    }
  }

  private void noteCheckpoints(CheckpointStatsSnapshot stats) {
    CheckpointStatsCounts counts = stats.getCounts();
    for (long one = completed; one < counts.getNumberOfCompletedCheckpoints(); one++) {
      monitor.checkpointed(stats.getHistory().getLatestCompletedCheckpoint().getStateSize());
    }
    completed = counts.getNumberOfCompletedCheckpoints();
    Set<Long> remembered = new HashSet<>();
    for (AbstractCheckpointStats one : stats.getHistory().getCheckpoints()) {
      remembered.add(one.getCheckpointId());
      if (one instanceof FailedCheckpointStats failure
          && failedCheckpoints.add(one.getCheckpointId())) {
        noteFailure(failure);
      }
    }
    failedCheckpoints.retainAll(remembered);
  }

  private void noteFailure(FailedCheckpointStats failure) {
    String reason = failure.getFailureMessage();
    if (ENDED_WITH_ATTEMPT.stream().noneMatch(ended -> reason.contains(ended.message()))) {
      LOG.warn("{}: a checkpoint failed: {}", monitor.stage(), reason);
      monitor.checkpointFailed("checkpoint of " + monitor.stage() + ": " + reason);
    }
  }
}
