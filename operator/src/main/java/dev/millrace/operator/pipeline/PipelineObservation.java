package dev.millrace.operator.pipeline;

import dev.millrace.api.NodePool;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.kafka.Inspector;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaRecord;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.operator.render.StageRendering;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A pipeline and everything around it, all as the caches had it at one moment.
 *
 * @param pipeline the resource
 * @param pools by name
 * @param configs ConfigMaps of its replicas
 * @param deployments of its replicas, by name
 * @param pods of its replicas
 * @param moves migrations of its stages
 * @param standbys by stage, what the keeper of its standby has seen; without those that nobody
 *     keeps
 * @param facts what Kafka says, if it has been asked
 * @param fresh whether it was asked after everything else here has happened
 */
record PipelineObservation(
    StreamPipeline pipeline,
    Map<String, NodePool> pools,
    Collection<ConfigMap> configs,
    Map<String, Deployment> deployments,
    Collection<Pod> pods,
    StageMoves moves,
    Map<String, StandbyState> standbys,
    Optional<PipelineFacts> facts,
    boolean fresh) {

  /** The same, with what Kafka says. */
  PipelineObservation with(Optional<Inspector.Found<PipelineFacts>> found) {
    return new PipelineObservation(
        pipeline,
        pools,
        configs,
        deployments,
        pods,
        moves,
        standbys,
        found.map(Inspector.Found::facts),
        found.map(Inspector.Found::fresh).orElse(false));
  }

  /** The same, with Deployments that have been looked at or written since, by name. */
  PipelineObservation with(Map<String, Deployment> newer) {
    Map<String, Deployment> all = new HashMap<>(deployments);
    all.putAll(newer);
    return new PipelineObservation(
        pipeline, pools, configs, all, pods, moves, standbys, facts, fresh);
  }

  /** The same, with what Kafka says, just now or some time ago. */
  PipelineObservation with(PipelineFacts known, boolean now) {
    return with(Optional.of(new Inspector.Found<>(known, now)));
  }

  /** Equal as long as nothing has happened after which Kafka has to be asked again. */
  String stamp() {
    return pipeline.getMetadata().getUid()
        + " "
        + pipeline.getMetadata().getGeneration()
        + " "
        + moves.stamp()
        + new TreeMap<>(standbys)
            .entrySet().stream()
                .map(of -> of.getKey() + "=" + of.getValue().stamp() + " ")
                .collect(Collectors.joining())
        + pods.stream()
            .map(pod -> pod.getMetadata().getUid() + isReady(pod))
            .sorted()
            .collect(Collectors.joining(" "));
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(at -> at.getType().equals("Ready") && at.getStatus().equals("True"));
  }

  List<ReplicaSpec> replicas(String stage) {
    return configs.stream()
        .filter(map -> map.getMetadata().getDeletionTimestamp() == null)
        .flatMap(map -> ReplicaRecord.read(map).stream())
        .filter(replica -> replica.stage().equals(stage))
        .sorted(Comparator.comparing(ReplicaSpec::replica))
        .toList();
  }

  /** The owners of a stage's partitions; empty if the control log has not been read. */
  List<String> owners(StageSpec stage) {
    return facts
        .filter(PipelineFacts::isKnown)
        .map(known -> known.owners().getOrDefault(stage.name(), List.of()))
        .orElse(List.of());
  }

  /** What is known of a stage's standby, which {@code placement} wants if there is to be one. */
  StandbyView standby(StageSpec stage, Optional<ReplicaPlacement> placement) {
    return new StandbyView(
        placement,
        facts.map(known -> known.heirs().getOrDefault(stage.name(), Set.of())).orElse(Set.of()),
        standbys.getOrDefault(stage.name(), StandbyState.NONE));
  }

  /** The replicas of a stage that follow in every partition, or own it. */
  Set<String> followers(String stage) {
    return standbys.getOrDefault(stage, StandbyState.NONE).following();
  }

  boolean isReady(ReplicaSpec replica) {
    Deployment deployment = deployments.get(StageRendering.name(pipeline, replica));
    return deployment != null
        && deployment.getStatus() != null
        && deployment.getStatus().getReadyReplicas() != null
        && deployment.getStatus().getReadyReplicas() > 0
        && deployment
            .getMetadata()
            .getGeneration()
            .equals(deployment.getStatus().getObservedGeneration());
  }
}
