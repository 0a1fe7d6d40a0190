package dev.millrace.flink;

import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.taskexecutor.TaskExecutorResourceUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process' part of a stage that runs in several: tasks that the JobManager sends here. It calls
 * at the JobManager by itself, and anew when that has come back after it was lost.
 */
public final class FlinkTaskManager implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkTaskManager.class);
  private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(8);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final TaskManagerRunner runner;

  private FlinkTaskManager(TaskManagerRunner runner) {
    this.runner = runner;
  }

  /**
   * Starts it; whether the JobManager is there or not.
   *
   * @throws IllegalStateException if Flink does not start
   */
  public static FlinkTaskManager start(TaskManagerSettings settings) {
    Configuration flink =
        TaskExecutorResourceUtils.adjustForLocalExecution(ClusterSettings.ofTaskManager(settings));
    try {
      TaskManagerRunner runner =
          new TaskManagerRunner(
              flink,
              PluginUtils.createPluginManagerFromRootFolder(flink),
              SeekingTaskExecutor::create);
      runner.start();
      return new FlinkTaskManager(runner);
    } catch (Exception e) {
      throw new IllegalStateException("Flink does not start: " + e.getMessage(), e);
    }
  }

  /** The partitions for which a task here is a member of the control log. */
  public SortedSet<Integer> joined() {
    return StageAccess.joinedHere();
  }

  /** Completes with the reason when it cannot go on. Without a JobManager it waits for one. */
  public CompletableFuture<Throwable> failure() {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    var unused =
        runner
            .getTerminationFuture()
            .whenComplete(
                (result, error) -> {
                  if (error != null) {
                    failure.complete(error);
                  } else if (result == TaskManagerRunner.Result.FAILURE) {
                    failure.complete(new IllegalStateException("the TaskManager has failed"));
                  }
                });
    return failure;
  }

  /**
   * Ends it. If the whole stage ends, its JobManager takes a last checkpoint and then ends the
   * tasks, for which this waits some seconds.
   */
  @Override
  public void close() {
    try {
      awaitTasks();
      TaskManagerRunner.Result unused =
          runner.closeAsync().get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the TaskManager has not ended in order: {}", e.toString());
    }
  }

  private static void awaitTasks() throws InterruptedException {
    long deadline = System.nanoTime() + LAST_CHECKPOINT.toNanos();
    while (StageAccess.isAnyEntered() && System.nanoTime() - deadline < 0) {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }
}
