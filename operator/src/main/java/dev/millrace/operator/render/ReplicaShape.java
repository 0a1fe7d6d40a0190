package dev.millrace.operator.render;

import dev.millrace.api.StageSpec.Engine;
import dev.millrace.operator.render.RenderSettings.Storage;

/**
 * In how many pods a replica runs: in one, or in a JobManager's and several TaskManagers', which
 * need a volume that all of them see (docs/adr/0014).
 *
 * @param taskManagers pods with tasks beside that of the JobManager; 0 if everything is in one
 * @param slots tasks of each of them
 * @param tasks of the whole replica
 */
record ReplicaShape(int taskManagers, int slots, int tasks) {
  /** The shape of a replica whose stage reads so many partitions. */
  static ReplicaShape of(RenderSettings settings, ReplicaPlacement placement, int partitions) {
    int tasks = Math.min(placement.parallelism(), partitions);
    boolean fits =
        placement.engine() != Engine.Flink
            || settings.storage() == Storage.Ephemeral
            || tasks <= settings.flinkTasksPerPod();
    if (fits) {
      return new ReplicaShape(0, tasks, tasks);
    }
    int pods = Math.ceilDiv(tasks, settings.flinkTasksPerPod());
    return new ReplicaShape(pods, Math.ceilDiv(tasks, pods), tasks);
  }

  boolean isOnePod() {
    return taskManagers == 0;
  }
}
