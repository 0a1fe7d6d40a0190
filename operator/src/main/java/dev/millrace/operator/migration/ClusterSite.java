package dev.millrace.operator.migration;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StreamPipeline;
import dev.millrace.controllog.strategy.InputPosition;
import dev.millrace.controllog.strategy.StrategySite;
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
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A stage's replicas as Deployments. What is there is seen in the caches, a little late; so an act
 * is repeated only after a while, and what is gone is asked for at the API server itself.
 */
final class ClusterSite implements StrategySite {
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final MigrationRoute route;
  private final String request;
  private final Supplier<Optional<StreamPipeline>> pipeline;
  private final Supplier<Placements> placements;
  private final ReplicaObjects objects;
  private final ReplicaRemoval.Remains remains;
  private final ReplicaRemoval target;
  private final ReplicaRemoval source;
  private final Clock clock;
  private final String namespace;
  private ReplicaSpec deployed;
  private long appliedAt;
  private long sourceAppliedAt;

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
      ReplicaRemoval.Remains remains,
      Clock clock) {
    this.route = route;
    this.namespace = namespace;
    this.request = request;
    this.pipeline = pipeline;
    this.placements = placements;
    this.objects = objects;
    this.remains = remains;
    this.clock = clock;
    this.target = removal(route.target());
    this.source = removal(route.source());
  }

  private ReplicaRemoval removal(String replica) {
    return new ReplicaRemoval(
        namespace,
        ObjectNames.replica(route.pipeline(), route.stage(), replica),
        objects,
        remains,
        clock);
  }

  /** Everything that could be said against it was said before it began. */
  @Override
  public String objection() {
    return null;
  }

  @Override
  public void deployTarget(Map<Integer, Long> inputFrom) {
    deploy(inputFrom, Map.of());
  }

  @Override
  public void deployEmptyTarget(Map<Integer, InputPosition> from) {
    Map<Integer, Long> offsets = new TreeMap<>();
    Map<Integer, Long> sns = new TreeMap<>();
    from.forEach(
        (partition, at) -> {
          offsets.put(partition, at.offset());
          sns.put(partition, at.sn());
        });
    deploy(offsets, sns);
  }

  private void deploy(Map<Integer, Long> inputFrom, Map<Integer, Long> emptyBehind) {
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
      deployed = recorded(target.name()).orElseGet(() -> follower(of, inputFrom, emptyBehind));
    }
    objects.apply(of, deployed, pool);
    appliedAt = clock.millis();
  }

  /** A replica that was begun before keeps the offsets that it was given. */
  private Optional<ReplicaSpec> recorded(String name) {
    return objects.seen().config(namespace, name).flatMap(ReplicaRecord::read);
  }

  private ReplicaSpec follower(
      StreamPipeline of, Map<Integer, Long> inputFrom, Map<Integer, Long> emptyBehind) {
    ReplicaPlacement declared =
        of.getSpec().stages().stream()
            .filter(stage -> stage.name().equals(route.stage()))
            .findFirst()
            .flatMap(stage -> placements.get().declared(stage))
            .orElse(route.to());
    return new ReplicaSpec(
        route.stage(),
        route.target(),
        route.to(),
        declared,
        false,
        inputFrom,
        emptyBehind,
        request);
  }

  @Override
  public void stopSource() {
    runSource(false);
  }

  @Override
  public void startSource() {
    runSource(true);
  }

  /** Whether it runs is in its ConfigMap: whoever looks at the pipeline then agrees. */
  private void runSource(boolean run) {
    if (sourceAppliedAt != 0 && clock.millis() - sourceAppliedAt < AGAIN.toMillis()) {
      return;
    }
    StreamPipeline of = pipeline.get().orElse(null);
    ReplicaSpec replica = recorded(source.name()).orElse(null);
    NodePoolSpec pool = placements.get().pool(route.from().pool()).orElse(null);
    if (of != null && replica != null && pool != null) {
      objects.apply(of, replica.stopped(!run), pool);
      sourceAppliedAt = clock.millis();
    }
  }

  /** As soon as its pods are gone; one that is still ending can say something yet. */
  @Override
  public boolean isSourceStopped() {
    return recorded(source.name()).filter(one -> !one.stopped()).isEmpty()
        && !objects.seen().hasPod(namespace, source.name())
        && !objects.seen().hasPod(namespace, ObjectNames.taskManagers(source.name()));
  }

  @Override
  public boolean isTargetDeployed() {
    return appliedAt != 0 || objects.seen().deployment(namespace, target.name()).isPresent();
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
}
