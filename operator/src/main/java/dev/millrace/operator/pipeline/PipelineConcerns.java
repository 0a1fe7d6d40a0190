package dev.millrace.operator.pipeline;

import dev.millrace.api.MigrationRequest;
import dev.millrace.api.NodePool;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StageStatus;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.pool.PoolNews;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.PodTrouble;
import dev.millrace.operator.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What has to hold for a pipeline to be ready, the causes before their effects. */
final class PipelineConcerns {
  private static final String POOLS = "PoolsAvailable";
  private static final String TOPICS = "TopicsReady";
  private static final String STAGES = "StagesReady";
  private static final String PARTITIONS = "PartitionsOwned";
  private static final String STANDBYS = "StandbysFollow";
  private static final String PLACEMENT = "StagesInPlace";

  private final PipelineObservation seen;
  private final PipelinePlan plan;

  private PipelineConcerns(PipelineObservation seen, PipelinePlan plan) {
    this.seen = seen;
    this.plan = plan;
  }

  static List<Concern> of(PipelineObservation seen, PipelinePlan plan) {
    PipelineConcerns concerns = new PipelineConcerns(seen, plan);
    List<Concern> all = new ArrayList<>();
    all.add(plan.spec());
    all.add(concerns.pools());
    all.add(concerns.topics());
    all.add(concerns.replicas());
    all.add(concerns.partitions());
    concerns.standbys().ifPresent(all::add);
    all.add(concerns.placement());
    return List.copyOf(all);
  }

  private Concern pools() {
    Set<String> missing = new TreeSet<>();
    Set<String> empty = new TreeSet<>();
    for (String name : wantedPools()) {
      NodePool pool = seen.pools().get(name);
      if (pool == null) {
        missing.add(name);
      } else if (PoolNews.isWithoutNodes(pool)) {
        empty.add(name);
      }
    }
    if (!missing.isEmpty()) {
      return new Concern(
          POOLS,
          Reason.PoolMissing,
          "No NodePool '%s'. NodePools: %s."
              .formatted(
                  String.join("', '", missing),
                  String.join(", ", new TreeSet<>(seen.pools().keySet()))));
    }
    return empty.isEmpty()
        ? Concern.holds(POOLS, "Every pool has a ready node.")
        : new Concern(
            POOLS,
            Reason.PoolWithoutNodes,
            "No ready node in NodePool '%s'.".formatted(String.join("', '", empty)));
  }

  private List<String> wantedPools() {
    return stages().stream()
        .flatMap(stage -> Stream.of(stage.pool(), stage.standby()))
        .filter(Objects::nonNull)
        .toList();
  }

  private Concern topics() {
    Optional<PipelineFacts> facts = seen.facts();
    if (facts.isEmpty()) {
      return Concern.of(TOPICS, Reason.KafkaNotChecked);
    }
    return facts.get().isKnown()
        ? Concern.holds(TOPICS, "Every topic is there.")
        : new Concern(TOPICS, facts.get().reason(), facts.get().message());
  }

  private Concern replicas() {
    List<String> waiting = new ArrayList<>();
    for (StageSpec stage : stages()) {
      List<ReplicaSpec> keep = plan.stage(stage.name()).map(StageDecision::keep).orElse(List.of());
      if (keep.isEmpty() || !keep.stream().allMatch(seen::isReady)) {
        waiting.add(stage.name());
      }
    }
    if (waiting.isEmpty()) {
      return Concern.holds(STAGES, "Every replica is ready.");
    }
    return PodTrouble.of(seen.pods())
        .map(trouble -> new Concern(STAGES, trouble.reason(), trouble.message()))
        .orElseGet(
            () ->
                new Concern(
                    STAGES,
                    Reason.PodsStarting,
                    "Not ready yet: %s.".formatted(String.join(", ", waiting))));
  }

  private Concern partitions() {
    List<String> waiting = new ArrayList<>();
    for (StageSpec stage : stages()) {
      List<String> owners = seen.owners(stage);
      if (owners.isEmpty() || owners.contains(null)) {
        waiting.add(stage.name());
      }
    }
    return waiting.isEmpty()
        ? Concern.holds(PARTITIONS, "Every partition has an owner.")
        : new Concern(
            PARTITIONS,
            Reason.PartitionsWithoutOwner,
            "Partitions without an owner: %s.".formatted(String.join(", ", waiting)));
  }

  /** Nobody takes over from a lost owner before the standby follows; empty where none is wanted. */
  private Optional<Concern> standbys() {
    if (stages().stream().allMatch(stage -> stage.standby() == null)) {
      return Optional.empty();
    }
    List<String> waiting =
        stages().stream()
            .filter(stage -> stage.standby() != null)
            .map(stage -> StageStatuses.of(seen, plan, stage))
            .filter(status -> !Boolean.TRUE.equals(status.standbyFollows()))
            .map(StageStatus::name)
            .toList();
    return Optional.of(
        waiting.isEmpty()
            ? Concern.holds(STANDBYS, "Every standby follows its stage.")
            : new Concern(
                STANDBYS,
                Reason.StandbyNotFollowing,
                "No standby follows yet: %s.".formatted(String.join(", ", waiting))));
  }

  /** A stage that moves is ready all the while; only a move that failed needs somebody. */
  private Concern placement() {
    for (StageSpec stage : stages()) {
      Optional<MigrationRequest> request = wish(stage);
      if (request.isPresent() && OwnedMigration.hasFailed(request.get())) {
        return new Concern(
            PLACEMENT,
            Reason.MoveFailed,
            "%s is not where the pipeline wants it: MigrationRequest %s: %s"
                .formatted(
                    stage.name(),
                    request.get().getMetadata().getName(),
                    request.get().getStatus().reason()));
      }
      if (plan.stage(stage.name()).flatMap(StageDecision::moveTo).isPresent()) {
        return new Concern(
            PLACEMENT, Reason.MigrationRunning, "%s is going to move.".formatted(stage.name()));
      }
    }
    return Concern.holds(PLACEMENT, "Every stage is where it was last asked to be.");
  }

  private Optional<MigrationRequest> wish(StageSpec stage) {
    return plan.stage(stage.name())
        .filter(decision -> decision.moveTo().isPresent() && decision.home().isPresent())
        .flatMap(
            decision ->
                seen.moves()
                    .named(
                        OwnedMigration.name(
                            seen.pipeline(),
                            decision.home().get(),
                            decision.moveTo().get(),
                            seen.moves())));
  }

  private List<StageSpec> stages() {
    return seen.pipeline().getSpec().stages();
  }
}
