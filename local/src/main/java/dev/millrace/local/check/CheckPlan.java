package dev.millrace.local.check;

import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.fleet.log.MemoryFleetLog;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What there is to check.
 *
 * @param pipelines by name
 * @param gatewayTopics the topics that gateways write
 * @param fleets logs of all fleets of the run
 * @param outsideDevices whether devices outside this process may have sent messages
 * @param repeatsAllowed names, <code>PIPELINE.STAGE</code>, of the stages that may have repeated
 *     identities, because they were restarted
 * @param consumed offset to which each stage had provably consumed each partition of its input;
 *     only ticks may lie behind it, and what they cause may be missing
 * @param courses what has befallen the partitions of each stage; {@link PartitionCourse#PLAIN} for
 *     those that are not in it
 */
public record CheckPlan(
    Map<String, StreamPipelineSpec> pipelines,
    Set<String> gatewayTopics,
    List<MemoryFleetLog> fleets,
    boolean outsideDevices,
    Set<String> repeatsAllowed,
    Map<String, Map<Integer, Long>> consumed,
    Map<String, Map<Integer, PartitionCourse>> courses) {}
