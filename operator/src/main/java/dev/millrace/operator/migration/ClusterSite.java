package dev.millrace.operator.migration;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StreamPipeline;
import dev.millrace.controllog.migration.MigrationSite;
import dev.millrace.operator.pipeline.Placements;
import dev.millrace.operator.pipeline.ReplicaObjects;
import dev.millrace.operator.render.ObjectNames;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaRecord;
import dev.millrace.operator.render.ReplicaSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A stage's replicas as Deployments. What is there is seen in the caches, a little late; so an act
 * is repeated only after a while, and what is gone is asked for at the API server itself.
 */
final class ClusterSite implements MigrationSite {
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final MigrationRoute route;
  private final String request;
  private final Supplier<Optional<StreamPipeline>> pipeline;
  private final Supplier<Placements> placements;
  private final ReplicaObjects objects;
  private final Remains remains;
  private final Removal target;
  private final Removal source;
  private final Clock clock;
  private final String namespace;
  private ReplicaSpec deployed;
  private long appliedAt;

  /** What is really left of a replica. */
  interface Remains {
    /** Whether anything of it is there, or claimed by a pod that has not ended. */
    boolean any(String namespace, String name);
  }

  /**
   * Where {@code route} leads.
   *
   * @param request name of the MigrationRequest
   * @param pipeline as it was seen last
   * @param placements in the pools as they were seen last
   */
  ClusterSite(
      MigrationRoute route,
      String namespace,
      String request,
      Supplier<Optional<StreamPipeline>> pipeline,
      Supplier<Placements> placements,
      ReplicaObjects objects,
      Remains remains,
      Clock clock) {
    this.route = route;
    this.namespace = namespace;
    this.request = request;
    this.pipeline = pipeline;
    this.placements = placements;
    this.objects = objects;
    this.remains = remains;
    this.clock = clock;
    this.target = new Removal(route.target());
    this.source = new Removal(route.source());
  }

  /** Everything that could be said against it was said before it began. */
  @Override
  public String objection() {
    return null;
  }

  @Override
  public void deployTarget(Map<Integer, Long> inputFrom) {
    if (appliedAt != 0 && clock.millis() - appliedAt < AGAIN.toMillis()) {
      return;
    }
    StreamPipeline of = pipeline.get().orElse(null);
    NodePoolSpec pool = placements.get().pool(route.to().pool()).orElse(null);
    if (of == null || pool == null) {
      // The deadline ends what can no longer be done.
      return;
    }
    if (deployed == null) {
      deployed = recorded().orElseGet(() -> follower(of, inputFrom));
    }
    objects.apply(of, deployed, pool);
    appliedAt = clock.millis();
  }

  /** A replica that was begun before keeps the offsets that it was given. */
  private Optional<ReplicaSpec> recorded() {
    return objects.seen().config(namespace, target.name).flatMap(ReplicaRecord::read);
  }

  private ReplicaSpec follower(StreamPipeline of, Map<Integer, Long> inputFrom) {
    ReplicaPlacement declared =
        of.getSpec().stages().stream()
            .filter(stage -> stage.name().equals(route.stage()))
            .findFirst()
            .flatMap(stage -> placements.get().declared(stage))
            .orElse(route.to());
    return new ReplicaSpec(
        route.stage(), route.target(), route.to(), declared, false, inputFrom, Map.of(), request);
  }

  @Override
  public boolean isTargetDeployed() {
    return appliedAt != 0 || objects.seen().deployment(namespace, target.name).isPresent();
  }

  @Override
  public void removeTarget() {
    target.begin();
  }

  @Override
  public void removeSource() {
    source.begin();
  }

  @Override
  public boolean isTargetGone() {
    return target.isDone();
  }

  @Override
  public boolean isSourceGone() {
    return source.isDone();
  }

  /** The removal of one replica. */
  private final class Removal {
    private final String name;
    private long begunAt;
    private boolean done;

    Removal(String replica) {
      name = ObjectNames.replica(route.pipeline(), route.stage(), replica);
    }

    void begin() {
      if (begunAt == 0 || clock.millis() - begunAt >= AGAIN.toMillis()) {
        objects.remove(namespace, name);
        begunAt = clock.millis();
      }
    }

    /** Once it is, it stays so: names of replicas are not used again. */
    boolean isDone() {
      if (!done && begunAt != 0) {
        done = !remains.any(namespace, name);
      }
      return done;
    }
  }
}
