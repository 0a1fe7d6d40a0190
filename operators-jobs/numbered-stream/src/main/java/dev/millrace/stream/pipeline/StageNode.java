package dev.millrace.stream.pipeline;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.Resource;
import dev.millrace.stream.stage.StagePlan;
import java.util.Optional;

/**
 * A stage of the graph, with everything resolved that its manifest leaves to others or to defaults.
 *
 * @param pipeline the pipeline it belongs to
 * @param spec as the manifest has it
 * @param plan the stage compiled
 * @param engine what runs it: the one the stage names, or the one of its pool's tier
 * @param pool where it runs
 * @param standby where its hot standby runs
 * @param parallelism number of replicas that share the partitions
 * @param input the topic it reads
 * @param output the topic it writes results to
 * @param late the topic it writes late records to
 * @param deadLetters the topic it writes dead letters to
 */
public record StageNode(
    Resource<StreamPipelineSpec> pipeline,
    StageSpec spec,
    StagePlan plan,
    StageSpec.Engine engine,
    Resource<NodePoolSpec> pool,
    Optional<Resource<NodePoolSpec>> standby,
    int parallelism,
    TopicNode input,
    TopicNode output,
    Optional<TopicNode> late,
    TopicNode deadLetters) {

  /** The stage's name within its pipeline. */
  public String name() {
    return spec.name();
  }

  /** {@code PIPELINE.STAGE}, as output identities name it. */
  public String id() {
    return pipeline.name() + "." + spec.name();
  }

  @Override
  public String toString() {
    return id() + "[" + input.name() + " → " + output.name() + ", " + engine + "]";
  }
}
