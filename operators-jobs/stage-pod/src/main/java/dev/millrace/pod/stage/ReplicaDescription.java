package dev.millrace.pod.stage;

import dev.millrace.api.StageSpec.Engine;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import java.util.Map;

/**
 * Which replica a process runs: {@code replica.json}. What is null was not said.
 *
 * @param pipeline its name
 * @param stage name of the stage
 * @param replica its name in the control log
 * @param founder whether it brings the stage to life if it has not been born
 * @param inputFrom by partition, an offset from which on it may need records
 * @param emptyBehind by partition, the serial number behind which it begins without any state
 * @param engine what runs it
 * @param parallelism number of tasks
 * @param partitions of the input topic
 * @param jobManager where the TaskManagers of a replica in several processes find this one; null
 *     runs all of it here
 * @param tickDelayMillis how far ticks stay behind the wall clock; null follows from the pipeline
 */
record ReplicaDescription(
    String pipeline,
    String stage,
    String replica,
    boolean founder,
    Map<Integer, Long> inputFrom,
    Map<Integer, Long> emptyBehind,
    Engine engine,
    Integer parallelism,
    Integer partitions,
    JobManagerDescription jobManager,
    Long tickDelayMillis) {
  StageReplica identity() {
    return new StageReplica(
        replica,
        founder,
        inputFrom == null ? Map.of() : inputFrom,
        emptyBehind == null ? Map.of() : emptyBehind);
  }

  long tickDelay() {
    return tickDelayMillis == null ? StageSettings.AS_COMPILED : tickDelayMillis;
  }
}
