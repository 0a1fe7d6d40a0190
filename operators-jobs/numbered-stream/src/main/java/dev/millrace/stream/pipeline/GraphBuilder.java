package dev.millrace.stream.pipeline;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.Resource;
import dev.millrace.stream.stage.StagePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds the graph of manifests that were found free of problems. */
final class GraphBuilder {
  private final Inventory inventory;
  private final Map<StageSite, StagePlan> plans;
  private final Map<String, TopicNode> topics = new LinkedHashMap<>();

  private GraphBuilder(Inventory inventory, Map<StageSite, StagePlan> plans) {
    this.inventory = inventory;
    this.plans = plans;
  }

  static PipelineGraph build(Inventory inventory, Wiring wiring, Map<StageSite, StagePlan> plans) {
    List<StageSite> stages = topological(inventory.stages(), wiring);
    GraphBuilder builder = new GraphBuilder(inventory, Ticks.delayed(stages, plans));
    builder.topics();
    return new PipelineGraph(
        List.copyOf(builder.topics.values()),
        stages.stream().map(builder::stage).toList(),
        inventory.gateways(),
        inventory.fleets(),
        inventory.migrations(),
        inventory.pools(),
        inventory.secrets());
  }

  private void topics() {
    for (Resource<StreamPipelineSpec> pipeline : inventory.pipelines()) {
      StageSite.topics(pipeline)
          .forEach(
              (name, topic) ->
                  topics.putIfAbsent(
                      name, new TopicNode(name, topic.partitions(), Optional.of(topic))));
    }
    for (StageSite stage : inventory.stages()) {
      String name = stage.deadLetters();
      int partitions = topics.get(stage.spec().from()).partitions();
      topics.putIfAbsent(name, new TopicNode(name, partitions, Optional.empty()));
    }
  }

  private StageNode stage(StageSite stage) {
    StageSpec spec = stage.spec();
    Resource<NodePoolSpec> pool = inventory.pool(spec.pool()).orElseThrow();
    return new StageNode(
        stage.pipeline(),
        spec,
        plans.get(stage),
        spec.engine() == null ? engineOf(pool.spec().tier()) : spec.engine(),
        pool,
        Optional.ofNullable(spec.standby()).flatMap(inventory::pool),
        spec.parallelism(),
        topics.get(spec.from()),
        topics.get(spec.to().topic()),
        Optional.ofNullable(spec.late()).map(topics::get),
        topics.get(stage.deadLetters()));
  }

  /** The engine of a stage that names none. */
  static StageSpec.Engine engineOf(NodePoolSpec.Tier tier) {
    return switch (tier) {
      case Edge -> StageSpec.Engine.Light;
      case Cloud -> StageSpec.Engine.Flink;
    };
  }

  /** In rounds: those whose inputs are complete, in the order of the files. */
  private static List<StageSite> topological(List<StageSite> stages, Wiring wiring) {
    Set<StageSite> open = new LinkedHashSet<>(stages);
    List<StageSite> ordered = new ArrayList<>();
    while (!open.isEmpty()) {
      List<StageSite> ready =
          open.stream()
              .filter(
                  stage ->
                      wiring.writersOf(stage.spec().from()).stream()
                          .noneMatch(writer -> open.stream().anyMatch(writer::isBy)))
              .toList();
      if (ready.isEmpty()) {
        throw new IllegalStateException("the stages " + open + " form a cycle");
      }
      ready.forEach(open::remove);
      ordered.addAll(ready);
    }
    return ordered;
  }
}
