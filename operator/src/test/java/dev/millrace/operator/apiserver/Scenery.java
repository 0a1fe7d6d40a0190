package dev.millrace.operator.apiserver;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.Condition;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.NodePool;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.render.ObjectLabels;
import dev.millrace.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/** A namespace with one resource of each kind, and what makes them ready. */
final class Scenery implements AutoCloseable {
  private static final int PARTITIONS = 2;

  /** A stage, a gateway, a fleet. */
  private static final int WORKLOADS = 3;

  private static final String RESOURCES =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: keys}
      stringData: {gate-1: example}
      ---
      apiVersion: millrace.dev/v1alpha1
      kind: NodePool
      metadata: {name: ID-north}
      spec: {tier: Edge, nodeSelector: {millrace.dev/pool: north}}
      ---
      apiVersion: millrace.dev/v1alpha1
      kind: NodePool
      metadata: {name: ID-south}
      spec: {tier: Edge, nodeSelector: {millrace.dev/pool: south}}
      ---
      apiVersion: millrace.dev/v1alpha1
      kind: StreamPipeline
      metadata: {name: ID}
      spec:
        kafka: {bootstrapServers: "BROKER"}
        topics:
          ID-in: {partitions: 2, fields: {entered: double}}
          ID-out: {partitions: 2}
        stages:
        - name: c
          from: ID-in
          pool: ID-north
          steps:
          - running: {occupied: sum(value.entered)}
          to: {topic: ID-out}
      ---
      apiVersion: millrace.dev/v1alpha1
      kind: CoapGateway
      metadata: {name: g}
      spec:
        pool: ID-north
        kafka: {bootstrapServers: "BROKER"}
        listeners:
        - {protocol: coaps, port: 5684, identities: {secretName: keys}}
        resources:
        - {path: "/lots/{lot}", topic: ID-in, key: path.lot}
      ---
      apiVersion: millrace.dev/v1alpha1
      kind: DeviceFleet
      metadata: {name: f}
      spec:
        gateway: g
        protocol: coaps
        identities: {secretName: keys}
        devices: 1
        path: /lots/{lot}
        variables: {lot: [a]}
        payload: {entered: {constant: 1}}
        phases:
        - {rate: 1}
      """;

  private final TestApi api;
  private final KubernetesClient client;
  private final String id;
  private final PretendedKubelet kubelet;
  private final List<PretendedStage> stages = new CopyOnWriteArrayList<>();

  /** A new namespace, named {@code id}, as is the pipeline. */
  Scenery(TestApi api, String id) {
    this(api, id, deployment -> true);
  }

  /** The same, where not the image of every Deployment can be pulled. */
  Scenery(TestApi api, String id, Predicate<Deployment> pulled) {
    this.api = api;
    this.client = api.client();
    this.id = id;
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(id).endMetadata().build())
        .create();
    kubelet = new PretendedKubelet(client, id, pulled, this::runs);
  }

  /** The replica that is there first owns everything; what a move places never catches up. */
  private void runs(Deployment deployment) {
    if (deployment.getMetadata().getName().equals(id + "-c-" + id + "-north") && stages.isEmpty()) {
      stages.add(new PretendedStage(api.kafka(), id, "c", id + "-north", PARTITIONS));
    }
  }

  /** Applies one resource of each kind. */
  void apply() {
    String text = RESOURCES.replace("ID", id).replace("BROKER", api.broker().bootstrapServers());
    for (String document : text.split("---\n")) {
      client.resource(document).inNamespace(id).create();
    }
  }

  /** Whether each resource says that it is ready. */
  boolean isReady() {
    return pipeline().getStatus() != null
        && gateway().getStatus() != null
        && fleet().getStatus() != null
        && ready(pipeline().getStatus().conditions())
        && ready(gateway().getStatus().conditions())
        && ready(fleet().getStatus().conditions());
  }

  private static boolean ready(List<Condition> conditions) {
    return conditions != null && Conditions.isTrue(conditions, Conditions.READY);
  }

  StreamPipeline pipeline() {
    return client.resources(StreamPipeline.class).inNamespace(id).withName(id).get();
  }

  CoapGateway gateway() {
    return client.resources(CoapGateway.class).inNamespace(id).withName("g").get();
  }

  DeviceFleet fleet() {
    return client.resources(DeviceFleet.class).inNamespace(id).withName("f").get();
  }

  List<MigrationRequest> migrations() {
    return client.resources(MigrationRequest.class).inNamespace(id).list().getItems();
  }

  /** Says where the stage is to be. */
  void pool(String pool) {
    patch(
        StreamPipeline.class,
        id,
        "[{\"op\":\"replace\",\"path\":\"/spec/stages/0/pool\",\"value\":\"%s-%s\"}]"
            .formatted(id, pool));
  }

  /** Asks for the end of the only migration. */
  void abort() {
    patch(
        MigrationRequest.class,
        migrations().getFirst().getMetadata().getName(),
        "[{\"op\":\"add\",\"path\":\"/spec/abort\",\"value\":true}]");
  }

  <T extends HasMetadata> void patch(Class<T> kind, String name, String operations) {
    var all = client.resources(kind);
    var one = kind == NodePool.class ? all.withName(name) : all.inNamespace(id).withName(name);
    one.patch(PatchContext.of(PatchType.JSON), operations);
  }

  /** Changes something that the operator does not care about. */
  void annotate(int number) {
    migrations()
        .forEach(
            one ->
                patch(
                    MigrationRequest.class,
                    one.getMetadata().getName(),
                    "[{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{\"example.com/n\":\"%d\"}}]"
                        .formatted(number)));
  }

  /** Removes what the operator has made, behind its back. */
  void removeObjects() {
    client.apps().deployments().inNamespace(id).delete();
    client.services().inNamespace(id).delete();
    client.network().v1().networkPolicies().inNamespace(id).delete();
    client.policy().v1().podDisruptionBudget().inNamespace(id).delete();
    client
        .configMaps()
        .inNamespace(id)
        .withLabel(ObjectLabels.MANAGED_BY, ObjectLabels.OPERATOR)
        .delete();
  }

  /** Whether there is something of each kind. */
  boolean isWhole() {
    return client.apps().deployments().inNamespace(id).list().getItems().size() >= WORKLOADS
        && !client.services().inNamespace(id).list().getItems().isEmpty()
        && client.network().v1().networkPolicies().inNamespace(id).list().getItems().size()
            >= WORKLOADS
        && !client.policy().v1().podDisruptionBudget().inNamespace(id).list().getItems().isEmpty()
        && client
                .configMaps()
                .inNamespace(id)
                .withLabel(ObjectLabels.MANAGED_BY, ObjectLabels.OPERATOR)
                .list()
                .getItems()
                .size()
            >= WORKLOADS;
  }

  /** Name of the resource of a kind. */
  String name(Class<?> kind) {
    return kind == CoapGateway.class
        ? "g"
        : kind == DeviceFleet.class ? "f" : kind == NodePool.class ? id + "-north" : id;
  }

  /** The resource of a kind. */
  <T extends HasMetadata> T get(Class<T> kind) {
    return kind == NodePool.class
        ? client.resources(kind).withName(name(kind)).get()
        : client.resources(kind).inNamespace(id).withName(name(kind)).get();
  }

  /** The generation of which its status tells. */
  long observed(Class<? extends HasMetadata> kind) {
    return switch (get(kind)) {
      case CoapGateway gateway -> gateway.getStatus().observedGeneration();
      case DeviceFleet fleet -> fleet.getStatus().observedGeneration();
      case StreamPipeline pipeline -> pipeline.getStatus().observedGeneration();
      case NodePool pool -> pool.getStatus().observedGeneration();
      default -> throw new IllegalArgumentException(kind + " has none");
    };
  }

  /** Whether there is a Deployment for the target of a move, and it runs. */
  boolean isTargetPlaced() {
    return client.apps().deployments().inNamespace(id).list().getItems().stream()
        .anyMatch(
            one ->
                one.getMetadata().getName().startsWith(id + "-c-" + id + "-south")
                    && one.getStatus().getReadyReplicas() != null);
  }

  WorldSnapshot snapshot() {
    return WorldSnapshot.take(client, id, id);
  }

  void deleteMigrations() {
    client.resources(MigrationRequest.class).inNamespace(id).delete();
  }

  void deleteAll() {
    deleteMigrations();
    client.resources(DeviceFleet.class).inNamespace(id).delete();
    client.resources(StreamPipeline.class).inNamespace(id).delete();
    client.resources(CoapGateway.class).inNamespace(id).delete();
    TestApi.POOLS.forEach(
        pool -> client.resources(NodePool.class).withName(id + "-" + pool).delete());
  }

  @Override
  public void close() throws Exception {
    for (PretendedStage stage : stages) {
      stage.close();
    }
    kubelet.close();
    deleteAll();
    client.namespaces().withName(id).delete();
    try (Admin admin = api.kafka().admin("test")) {
      List<String> topics =
          new ArrayList<>(admin.listTopics().names().get())
              .stream().filter(topic -> topic.contains(id)).toList();
      admin.deleteTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics of " + id + " stay", e);
    }
  }
}
