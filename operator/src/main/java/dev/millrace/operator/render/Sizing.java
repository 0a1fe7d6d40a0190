package dev.millrace.operator.render;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.ResourcesSpec;
import dev.millrace.api.StageSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;

/**
 * What a container gets. Memory is what it may use and what is kept for it; processor time is only
 * kept, as a start needs more of it for a moment than what follows.
 *
 * @param cpu processor time
 * @param memory bytes
 */
public record Sizing(String cpu, String memory) {
  /** A gateway on a small node. */
  private static final Sizing GATEWAY = new Sizing("50m", "192Mi");

  /** A fleet of some hundred devices. */
  public static final Sizing FLEET = new Sizing("50m", "192Mi");

  /** A small stage on the light engine. */
  private static final Sizing LIGHT = new Sizing("50m", "192Mi");

  /** The JobManager of a stage on Flink in several pods: it sees no records. */
  static final Sizing JOB_MANAGER = new Sizing("100m", "384Mi");

  /** A small stage on Flink in one pod, or some tasks of a larger one. */
  private static final Sizing FLINK = new Sizing("100m", "512Mi");

  /** What a replica of a stage gets: what the stage says, else what the pool says, else little. */
  public static Sizing ofStage(StageSpec stage, NodePoolSpec pool, StageSpec.Engine engine) {
    Sizing least = engine == StageSpec.Engine.Light ? LIGHT : FLINK;
    return least.but(pool.resources()).but(stage.resources());
  }

  /** What a pod of a gateway gets: what the gateway says, else little. */
  public static Sizing ofGateway(CoapGatewaySpec gateway) {
    return GATEWAY.but(gateway.podResources());
  }

  private Sizing but(ResourcesSpec said) {
    return said == null
        ? this
        : new Sizing(
            said.cpu() == null ? cpu : said.cpu(), said.memory() == null ? memory : said.memory());
  }

  /** As a container has it. */
  public ResourceRequirements requirements() {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity(cpu))
        .addToRequests("memory", new Quantity(memory))
        .addToLimits("memory", new Quantity(memory))
        .build();
  }
}
