package dev.millrace.e2e.bench;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.Condition;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.NodePool;
import dev.millrace.api.StreamPipeline;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The resources on the API server, and the nodes of their pools.
 *
 * @param client as administrator
 * @param population how many there are
 * @param kafka where the broker is
 */
public record Plant(KubernetesClient client, Population population, String kafka) {
  private static final int NODES_OF_A_POOL = 2;

  /** Nodes that nobody runs, all ready. */
  public void createNodes() throws InterruptedException {
    Tasks.each(
        population.pools() * NODES_OF_A_POOL,
        i -> {
          String pool = population.pool(i);
          String name = pool + "-" + i / population.pools();
          Node made =
              client
                  .resource(
                      new NodeBuilder()
                          .withNewMetadata()
                          .withName(name)
                          .addToLabels("millrace.dev/pool", pool)
                          .endMetadata()
                          .build())
                  .create();
          client
              .resource(made)
              .editStatus(
                  node ->
                      new NodeBuilder(node)
                          .editOrNewStatus()
                          .addNewCondition()
                          .withType("Ready")
                          .withStatus("True")
                          .endCondition()
                          .endStatus()
                          .build());
          // Kubernetes taints a new node until somebody says that it is well.
          client
              .nodes()
              .withName(name)
              .edit(node -> new NodeBuilder(node).editSpec().withTaints().endSpec().build());
        });
  }

  public void createResources() throws InterruptedException {
    Namespaces.create(
        client,
        IntStream.range(0, population.namespaces()).mapToObj(Population::namespaceName).toList());
    Tasks.each(
        population.pools(), i -> client.resource(Manifests.pool(Population.poolName(i))).create());
    Tasks.each(
        population.gateways(), i -> create(i, Manifests.gateway(i, population.pool(i), kafka)));
    Tasks.each(
        population.pipelines(), i -> create(i, Manifests.pipeline(i, population.pool(i), kafka)));
    Tasks.each(population.fleets(), i -> create(i, Manifests.fleet(i)));
  }

  private void create(int number, String manifest) {
    client.resource(manifest).inNamespace(population.namespace(number)).create();
  }

  /** Resources that do not say of what they are now that they are ready. */
  long unready() {
    return unready(NodePool.class, status -> status.conditions())
        + unready(CoapGateway.class, status -> status.conditions())
        + unready(StreamPipeline.class, status -> status.conditions())
        + unready(DeviceFleet.class, status -> status.conditions());
  }

  private <S, R extends CustomResource<?, S>> long unready(
      Class<R> kind, Function<S, List<Condition>> conditions) {
    return client.resources(kind).inAnyNamespace().list().getItems().stream()
        .filter(
            one ->
                one.getStatus() == null
                    || conditions.apply(one.getStatus()).stream()
                        .noneMatch(at -> isReady(at, one.getMetadata().getGeneration())))
        .count();
  }

  private static boolean isReady(Condition condition, Long generation) {
    return condition.type().equals("Ready")
        && condition.status() == Condition.Status.True
        && Objects.equals(condition.observedGeneration(), generation);
  }
}
