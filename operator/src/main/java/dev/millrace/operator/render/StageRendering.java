package dev.millrace.operator.render;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.StreamPipeline;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.operator.render.RenderSettings.Storage;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one replica of a stage is made of: a ConfigMap, a claim unless storage is ephemeral, and a
 * Deployment of one pod.
 *
 * @param settings of the operator
 */
public record StageRendering(RenderSettings settings) {
  private static final String STATE = "/state";
  private static final int LIGHT_HEAP = 50;
  private static final int FLINK_HEAP = 40;

  /**
   * The objects of a replica.
   *
   * @param claim empty where storage is ephemeral
   */
  public record Objects(
      ConfigMap config, Optional<PersistentVolumeClaim> claim, Deployment deployment) {}

  /** Renders a replica that runs in {@code pool}. */
  public Objects render(StreamPipeline pipeline, ReplicaSpec replica, NodePoolSpec pool) {
    StreamPipelineSpec spec = pipeline.getSpec();
    StageSpec stage =
        spec.stages().stream()
            .filter(one -> one.name().equals(replica.stage()))
            .findFirst()
            .orElseThrow();
    String name = name(pipeline, replica);
    Map<String, String> labels =
        ObjectLabels.ofStage(pipeline.getMetadata().getName(), replica.stage(), name);
    return new Objects(
        Rendered.mark(config(pipeline, replica, name, labels)),
        settings.storage() == Storage.Ephemeral
            ? Optional.empty()
            : Optional.of(Rendered.mark(claim(pipeline, name, labels))),
        Rendered.mark(deployment(pipeline, stage, replica, pool, name, labels)));
  }

  /** Name of the replica's objects. */
  public static String name(StreamPipeline pipeline, ReplicaSpec replica) {
    return ObjectNames.replica(
        pipeline.getMetadata().getName(), replica.stage(), replica.replica());
  }

  private static ConfigMap config(
      StreamPipeline pipeline, ReplicaSpec replica, String name, Map<String, String> labels) {
    StreamPipelineSpec spec = pipeline.getSpec();
    String input =
        spec.stages().stream()
            .filter(one -> one.name().equals(replica.stage()))
            .findFirst()
            .orElseThrow()
            .from();
    int partitions = spec.topics().get(input).partitions();
    ConfigMap map =
        new ConfigMapBuilder()
            .withMetadata(Owners.metadata(pipeline, name, labels))
            .addToData("pipeline.json", Rendered.json(spec))
            .addToData(
                ReplicaRecord.FILE,
                ReplicaRecord.file(pipeline.getMetadata().getName(), replica, partitions))
            .build();
    map.getMetadata().setAnnotations(ReplicaRecord.annotations(replica));
    return map;
  }

  private PersistentVolumeClaim claim(
      StreamPipeline pipeline, String name, Map<String, String> labels) {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(Owners.metadata(pipeline, ObjectNames.claim(name), labels))
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(settings.storageClass())
        .withNewResources()
        .addToRequests("storage", new Quantity(settings.storageSize()))
        .endResources()
        .endSpec()
        .build();
  }

  private Deployment deployment(
      StreamPipeline pipeline,
      StageSpec stage,
      ReplicaSpec replica,
      NodePoolSpec pool,
      String name,
      Map<String, String> labels) {
    Engine engine = replica.placement().engine();
    Map<String, String> selector = new LinkedHashMap<>(labels);
    selector.keySet().retainAll(List.of(ObjectLabels.NAME, ObjectLabels.REPLICA));
    return new DeploymentBuilder()
        .withMetadata(Owners.metadata(pipeline, name, labels))
        .withNewSpec()
        .withReplicas(1)
        .withRevisionHistoryLimit(1)
        .withNewStrategy()
        .withType("Recreate")
        .endStrategy()
        .withNewSelector()
        .withMatchLabels(selector)
        .endSelector()
        .withTemplate(
            new PodRendering(settings)
                .render(
                    new PodRendering.Wanted(
                        "stage",
                        "stage",
                        labels,
                        logicHash(pipeline.getSpec(), stage, replica.placement()),
                        pool,
                        Sizing.ofStage(stage, pool, engine),
                        engine == Engine.Light ? LIGHT_HEAP : FLINK_HEAP,
                        List.of(),
                        mounts(pipeline.getSpec(), name),
                        List.of())))
        .endSpec()
        .build();
  }

  private Mounts mounts(StreamPipelineSpec spec, String name) {
    Mounts mounts = Mounts.basic(name);
    mounts =
        settings.storage() == Storage.Ephemeral
            ? mounts.andEmpty("state", settings.storageSize(), STATE)
            : mounts.andClaim("state", ObjectNames.claim(name), STATE);
    return KafkaMount.add(mounts, spec.kafka());
  }

  /**
   * What the process reads at its start and works by. Where the pipeline wants the stage is not in
   * it: a running replica does not care. Neither are other stages, unless they pass fields on.
   */
  private static String logicHash(
      StreamPipelineSpec spec, StageSpec stage, ReplicaPlacement placement) {
    List<StageSpec> logic =
        spec.stages().stream()
            .map(
                one ->
                    new StageSpec(
                        one.name(),
                        one.from(),
                        null,
                        null,
                        null,
                        null,
                        one.steps(),
                        one.to(),
                        one.allowedLateness(),
                        one.late(),
                        one.deadLetters(),
                        one.name().equals(stage.name()) ? one.delivery() : null,
                        one.name().equals(stage.name()) ? one.commitInterval() : null,
                        one.name().equals(stage.name()) ? one.checkpointInterval() : null,
                        one.name().equals(stage.name()) ? one.stateBackend() : null,
                        null))
            .toList();
    return Rendered.hash(
        List.of(new StreamPipelineSpec(spec.kafka(), spec.topics(), logic), placement));
  }
}
