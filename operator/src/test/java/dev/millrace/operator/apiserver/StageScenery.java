package dev.millrace.operator.apiserver;

import dev.millrace.api.NodePool;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.api.StageStatus;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.OperatorProcess;
import dev.millrace.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Callable;

/**
 * A namespace with a pipeline of one stage, whose pods are processes; records go on all the time.
 */
final class StageScenery implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final String PIPELINE =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: StreamPipeline
      metadata: {name: ID}
      spec:
        kafka: {bootstrapServers: "BROKER"}
        topics:
          ID-in: {partitions: 2, fields: {entered: int}}
          ID-out: {partitions: 2}
        stages:
        - name: c
          from: ID-in
          pool: ID-north
          delivery: DELIVERY
          checkpointInterval: 1s
          steps:
          - running: {occupied: sum(value.entered)}
          to: {topic: ID-out}
      """;

  private final TestApi api;
  private final String id;
  private final Delivery delivery;
  private final StageProcesses stages;
  private final PretendedKubelet kubelet;
  private RunningSums sums;

  /** A new namespace, named {@code id}, as is the pipeline. */
  StageScenery(TestApi api, String id, Delivery delivery) {
    this.api = api;
    this.id = id;
    this.delivery = delivery;
    client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(id).endMetadata().build())
        .create();
    stages = new StageProcesses(client(), id, api.scratch().resolve(id));
    kubelet = new PretendedKubelet(client(), id, deployment -> true, stages::runs);
  }

  KubernetesClient client() {
    return api.client();
  }

  /** The processes. */
  StageProcesses stages() {
    return stages;
  }

  /** What has come out. */
  RunningSums sums() {
    return sums;
  }

  /** An operator for this namespace. */
  OperatorProcess operator() {
    return OperatorProcess.start(
        api.config(), id, api.scratch(), new Tap(null, id), () -> false, () -> {});
  }

  /** Applies pools and pipeline, and begins to send once there are topics. */
  void apply(String pipelineFrom, String to) {
    for (String pool : TestApi.POOLS) {
      client()
          .resource(
              """
              apiVersion: millrace.dev/v1alpha1
              kind: NodePool
              metadata: {name: %s-%s}
              spec: {tier: Edge, nodeSelector: {millrace.dev/pool: %s}}
              """
                  .formatted(id, pool, pool))
          .create();
    }
    client()
        .resource(
            PIPELINE
                .replace(pipelineFrom, to)
                .replace("ID", id)
                .replace("BROKER", api.broker().bootstrapServers())
                .replace("DELIVERY", delivery.name()))
        .inNamespace(id)
        .create();
    Await.until(
        () -> "the topics",
        () -> {
          try (var admin = api.kafka().admin("test")) {
            return admin.listTopics().names().get().contains(id + "-out");
          }
        });
    sums =
        new RunningSums(
            api.kafka(), id + "-in", id + "-out", PARTITIONS, delivery == Delivery.ExactlyOnce);
  }

  /** Sends and reads until something holds. */
  void until(String what, Callable<Boolean> holds) {
    Await.until(
        () -> what + ": " + pipeline().getStatus() + ", " + sums,
        () -> {
          sums.go();
          stages.reap();
          return holds.call();
        });
  }

  /** Reads until every record has been counted. */
  void drain() {
    Await.until(
        () -> "everything to be counted: " + sums,
        () -> {
          sums.read();
          return sums.isComplete();
        });
  }

  StreamPipeline pipeline() {
    return client().resources(StreamPipeline.class).inNamespace(id).withName(id).get();
  }

  StageStatus stage() {
    return pipeline().getStatus().stages().getFirst();
  }

  boolean isReady() {
    return pipeline().getStatus() != null
        && Conditions.isTrue(pipeline().getStatus().conditions(), Conditions.READY);
  }

  /** Name of the objects of a replica. */
  String object(String replica) {
    return id + "-c-" + id + "-" + replica;
  }

  boolean isThere(String replica) {
    return client().apps().deployments().inNamespace(id).withName(object(replica)).get() != null;
  }

  @Override
  public void close() throws Exception {
    kubelet.close();
    stages.close();
    if (sums != null) {
      sums.close();
    }
    client().resources(StreamPipeline.class).inNamespace(id).delete();
    TestApi.POOLS.forEach(
        pool -> client().resources(NodePool.class).withName(id + "-" + pool).delete());
    client().namespaces().withName(id).delete();
  }
}
