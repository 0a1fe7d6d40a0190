package dev.millrace.operator.render;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.StreamPipeline;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.operator.render.RenderSettings.SharedAccess;
import dev.millrace.operator.render.RenderSettings.Storage;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one replica of a stage is made of: a ConfigMap, a claim unless storage is ephemeral, and a
 * Deployment of one pod. If that pod is only its JobManager, a Service and a Deployment of
 * TaskManagers besides.
 *
 * @param settings of the operator
 */
public record StageRendering(RenderSettings settings) {
  private static final String PIPELINE_FILE = "pipeline.json";
  private static final String STATE = "/state";
  private static final int LIGHT_HEAP = 50;
  private static final int FLINK_HEAP = 40;

  /**
   * The objects of a replica.
   *
   * @param claim empty where storage is ephemeral
   * @param others empty where one pod is all of it
   */
  public record Objects(
      ConfigMap config,
      Optional<PersistentVolumeClaim> claim,
      Deployment deployment,
      Optional<Others> others) {}

  /** What a replica of several pods has besides. */
  public record Others(Service jobManager, Deployment taskManagers) {}

  /** Renders a replica that runs in {@code pool}. */
  public Objects render(StreamPipeline pipeline, ReplicaSpec replica, NodePoolSpec pool) {
    StageSpec stage = stage(pipeline, replica);
    int partitions = pipeline.getSpec().topics().get(stage.from()).partitions();
    ReplicaShape shape = ReplicaShape.of(settings, replica.placement(), partitions);
    String name = name(pipeline, replica);
    Map<String, String> labels = labels(pipeline, replica, name);
    return new Objects(
        Rendered.mark(config(pipeline, replica, partitions, shape)),
        settings.storage() == Storage.Ephemeral
            ? Optional.empty()
            : Optional.of(Rendered.mark(claim(pipeline, name, labels, shape))),
        Rendered.mark(
            StageDeployment.of(
                pipeline,
                name,
                labels,
                replica.stopped() ? 0 : 1,
                pod(pipeline, stage, replica, pool, labels, shape))),
        shape.isOnePod()
            ? Optional.empty()
            : Optional.of(others(pipeline, stage, replica, pool, shape)));
  }

  private static StageSpec stage(StreamPipeline pipeline, ReplicaSpec replica) {
    return pipeline.getSpec().stages().stream()
        .filter(one -> one.name().equals(replica.stage()))
        .findFirst()
        .orElseThrow();
  }

  /** Name of the replica's objects. */
  public static String name(StreamPipeline pipeline, ReplicaSpec replica) {
    return ObjectNames.replica(
        pipeline.getMetadata().getName(), replica.stage(), replica.replica());
  }

  private static Map<String, String> labels(
      StreamPipeline pipeline, ReplicaSpec replica, String object) {
    return ObjectLabels.ofStage(pipeline.getMetadata().getName(), replica.stage(), object);
  }

  private static ConfigMap config(
      StreamPipeline pipeline, ReplicaSpec replica, int partitions, ReplicaShape shape) {
    String name = name(pipeline, replica);
    ConfigMap map =
        new ConfigMapBuilder()
            .withMetadata(Owners.metadata(pipeline, name, labels(pipeline, replica, name)))
            .addToData(PIPELINE_FILE, Rendered.json(pipeline.getSpec()))
            .addToData(
                ReplicaRecord.FILE,
                ReplicaRecord.file(
                    pipeline.getMetadata().getName(),
                    replica,
                    partitions,
                    shape.isOnePod() ? null : ClusterPods.jobManager(name)))
            .build();
    if (!shape.isOnePod()) {
      map.getData().put(ClusterPods.TASK_MANAGER_FILE, ClusterPods.file(name, shape));
    }
    map.getMetadata().setAnnotations(ReplicaRecord.annotations(replica));
    return map;
  }

  private PersistentVolumeClaim claim(
      StreamPipeline pipeline, String name, Map<String, String> labels, ReplicaShape shape) {
    SharedAccess access = shape.isOnePod() ? SharedAccess.ReadWriteOnce : settings.sharedAccess();
    return new PersistentVolumeClaimBuilder()
        .withMetadata(Owners.metadata(pipeline, ObjectNames.claim(name), labels))
        .withNewSpec()
        .withAccessModes(access.name())
        .withStorageClassName(settings.storageClass())
        .withNewResources()
        .addToRequests("storage", new Quantity(settings.storageSize()))
        .endResources()
        .endSpec()
        .build();
  }

  /** The pod of a replica, or of its JobManager. */
  private PodTemplateSpec pod(
      StreamPipeline pipeline,
      StageSpec stage,
      ReplicaSpec replica,
      NodePoolSpec pool,
      Map<String, String> labels,
      ReplicaShape shape) {
    String name = name(pipeline, replica);
    Engine engine = replica.placement().engine();
    PodTemplateSpec pod =
        new PodRendering(settings)
            .render(
                new PodRendering.Wanted(
                    "stage",
                    "stage",
                    labels,
                    StageLogic.hash(pipeline.getSpec(), stage, replica.placement(), shape),
                    pool,
                    shape.isOnePod() ? Sizing.ofStage(stage, pool, engine) : Sizing.JOB_MANAGER,
                    engine == Engine.Light ? LIGHT_HEAP : FLINK_HEAP,
                    shape.isOnePod() ? List.of() : ClusterPods.jobManagerPorts(),
                    mounts(
                        pipeline.getSpec(),
                        name,
                        shape.isOnePod() ? List.of() : List.of(PIPELINE_FILE, ReplicaRecord.FILE)),
                    List.of()));
    return shape.isOnePod() || settings.sharedAccess() == SharedAccess.ReadWriteMany
        ? pod
        : ClusterPods.together(pod, name);
  }

  private Others others(
      StreamPipeline pipeline,
      StageSpec stage,
      ReplicaSpec replica,
      NodePoolSpec pool,
      ReplicaShape shape) {
    String replicaObject = name(pipeline, replica);
    String name = ObjectNames.taskManagers(replicaObject);
    Map<String, String> labels = labels(pipeline, replica, name);
    Map<String, String> ofJobManager = labels(pipeline, replica, replicaObject);
    PodTemplateSpec pod =
        new PodRendering(settings)
            .render(
                new PodRendering.Wanted(
                    "stage",
                    "stage",
                    labels,
                    Rendered.hash(ClusterPods.file(replicaObject, shape)),
                    pool,
                    Sizing.ofStage(stage, pool, Engine.Flink),
                    FLINK_HEAP,
                    ClusterPods.taskManagerPorts(),
                    mounts(
                        pipeline.getSpec(), replicaObject, List.of(ClusterPods.TASK_MANAGER_FILE)),
                    List.of()));
    return new Others(
        Rendered.mark(
            ClusterPods.service(
                pipeline, replicaObject, ofJobManager, StageDeployment.selector(ofJobManager))),
        Rendered.mark(
            StageDeployment.of(
                pipeline,
                name,
                labels,
                replica.stopped() ? 0 : shape.taskManagers(),
                settings.sharedAccess() == SharedAccess.ReadWriteMany
                    ? ClusterPods.apart(pod, StageDeployment.selector(labels))
                    : ClusterPods.together(pod, replicaObject))));
  }

  private Mounts mounts(StreamPipelineSpec spec, String name, List<String> files) {
    Mounts mounts = Mounts.basic(name, files);
    mounts =
        settings.storage() == Storage.Ephemeral
            ? mounts.andEmpty("state", settings.storageSize(), STATE)
            : mounts.andClaim("state", ObjectNames.claim(name), STATE);
    return KafkaMount.add(mounts, spec.kafka());
  }
}
