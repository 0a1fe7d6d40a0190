package dev.millrace.operator.pipeline;

import dev.millrace.api.StreamPipeline;
import java.util.Map;
import java.util.Set;

/**
 * Who lets standbys follow, and gives them the partitions of owners that are lost. It makes and
 * removes no replicas: that is the pipeline's part.
 */
public interface StandbyKeeping {
  /**
   * Lets these replicas of a stage take over from each other from now on, and no other ones. Begun,
   * not waited for: who may still take over is in {@link #states}.
   *
   * @param takers names of replicas in the control log; none ends it
   */
  void keep(StreamPipeline pipeline, String stage, Set<String> takers);

  /** By stage, what is known of the replicas that may take over; without stages that have none. */
  Map<String, StandbyState> states(StreamPipeline pipeline);
}
