package dev.millrace.operator.pipeline;

import dev.millrace.api.MigrationTargetSpec;
import dev.millrace.api.NodePool;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.operator.render.ReplicaPlacement;
import java.util.Map;
import java.util.Optional;

/**
 * Where stages and replicas are to be.
 *
 * @param pools by name
 */
public record Placements(Map<String, NodePool> pools) {
  /** What the pipeline says; empty if there is no such pool. */
  public Optional<ReplicaPlacement> declared(StageSpec stage) {
    return pool(stage.pool())
        .map(
            pool ->
                new ReplicaPlacement(
                    stage.pool(), engine(stage.engine(), pool), parallelism(stage)));
  }

  /** Where a pipeline wants a stage's standby, if it wants one; the pool may be missing. */
  Optional<ReplicaPlacement> standby(StageSpec stage) {
    return Optional.ofNullable(stage.standby())
        .map(
            name ->
                new ReplicaPlacement(
                    name,
                    pool(name).map(pool -> engine(null, pool)).orElse(Engine.Light),
                    parallelism(stage)));
  }

  /** What a migration asks for; empty if there is no such pool. */
  public Optional<ReplicaPlacement> target(MigrationTargetSpec to, ReplicaPlacement from) {
    return pool(to.pool())
        .map(
            pool ->
                new ReplicaPlacement(
                    to.pool(),
                    engine(to.engine(), pool),
                    to.parallelism() == null ? from.parallelism() : to.parallelism()));
  }

  /**
   * Where a replica is whose objects are all gone: the names of replicas begin with their pool's.
   */
  ReplicaPlacement guess(String replica, ReplicaPlacement declared) {
    int dot = replica.indexOf('.');
    String name = dot < 0 ? replica : replica.substring(0, dot);
    return name.equals(declared.pool())
        ? declared
        : pool(name)
            .map(pool -> new ReplicaPlacement(name, engine(null, pool), declared.parallelism()))
            .orElse(declared);
  }

  /** The specification of a pool. */
  public Optional<NodePoolSpec> pool(String name) {
    return Optional.ofNullable(pools.get(name)).map(NodePool::getSpec);
  }

  private static int parallelism(StageSpec stage) {
    return stage.parallelism() == null ? 1 : stage.parallelism();
  }

  private static Engine engine(Engine said, NodePoolSpec pool) {
    if (said != null) {
      return said;
    }
    return pool.tier() == NodePoolSpec.Tier.Edge ? Engine.Light : Engine.Flink;
  }
}
