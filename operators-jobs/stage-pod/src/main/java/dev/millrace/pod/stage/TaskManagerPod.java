package dev.millrace.pod.stage;

import dev.millrace.flink.FlinkTaskManager;
import dev.millrace.flink.JobManagerAddress;
import dev.millrace.flink.TaskManagerSettings;
import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.Pod;
import dev.millrace.pod.PodEnvironment;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;

/**
 * Tasks of a replica that is run from another process. Ready as soon as it can take some: whether
 * the replica does its work, its JobManager says.
 */
final class TaskManagerPod implements Pod {
  /** The file that makes a process a TaskManager. */
  static final String FILE = "taskmanager.json";

  private final String jobManager;
  private final int slots;
  private final FlinkTaskManager taskManager;

  /** What {@code /status} says. */
  private record Report(String jobManager, int slots, SortedSet<Integer> partitions) {}

  private TaskManagerPod(String jobManager, int slots, FlinkTaskManager taskManager) {
    this.jobManager = jobManager;
    this.slots = slots;
    this.taskManager = taskManager;
  }

  static TaskManagerPod start(PodEnvironment environment) throws ConfigurationException {
    TaskManagerDescription said =
        TaskManagerDescription.read(environment.configuration().resolve(FILE));
    JobManagerDescription jobManager = said.jobManager();
    return new TaskManagerPod(
        jobManager.host() + ":" + jobManager.port(),
        said.slots(),
        FlinkTaskManager.start(
            new TaskManagerSettings(
                new JobManagerAddress(jobManager.host(), jobManager.port()),
                environment.address(),
                said.rpcPort(),
                said.dataPort(),
                said.slots(),
                said.parallelism(),
                WorkingDirectory.anew("flink-taskmanager"))));
  }

  @Override
  public Optional<String> unready() {
    return Optional.empty();
  }

  @Override
  public Object status() {
    return new Report(jobManager, slots, taskManager.joined());
  }

  @Override
  public CompletableFuture<Throwable> failure() {
    return taskManager.failure();
  }

  @Override
  public void close() {
    taskManager.close();
  }
}
