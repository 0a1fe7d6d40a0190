package dev.millrace.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.operator.Resources;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway on a small node at the edge, and one in the cloud. */
class GatewayProfilesTest {
  private static final String EDGE =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: CoapGateway
      metadata: {name: gates}
      spec:
        pool: edge
        kafka: {bootstrapServers: "kafka:9092"}
        listeners:
        - {protocol: coap, port: 5683}
        resources:
        - {path: "/lots/{lot}/gates/{gate}", topic: crossings, key: path.gate}
        limits: {maxRememberedBytes: 16777216, maxInFlight: 512}
      """;

  private static final String CLOUD =
      EDGE.replace("pool: edge", "pool: cloud\n  podResources: {cpu: \"4\", memory: 4Gi}")
          .replace(
              "{maxRememberedBytes: 16777216, maxInFlight: 512}",
              "{maxRememberedBytes: 1073741824, maxInFlight: 20000, sockets: 4}");

  private static List<HasMetadata> render(String manifest, String pool, String tier) {
    CoapGateway gateway = Resources.gateway(manifest);
    return new GatewayRendering(Settings.USUAL)
        .render(gateway, Resources.pool(pool, tier, 1).getSpec());
  }

  private static <T> T one(List<HasMetadata> objects, Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  private static PodSpec pod(List<HasMetadata> objects) {
    return one(objects, Deployment.class).getSpec().getTemplate().getSpec();
  }

  private static Container without(Container container) {
    return new ContainerBuilder(container).withResources(null).build();
  }

  // Would catch: an image, an argument or an option of the JVM for one kind of node only.
  @Test // H1: the same image and architecture; only configuration differs
  void theSameImageServesSmallAndLargeNodes() {
    List<HasMetadata> edge = render(EDGE, "edge", "Edge");
    List<HasMetadata> cloud = render(CLOUD, "cloud", "Cloud");
    Container small = pod(edge).getContainers().get(0);
    Container large = pod(cloud).getContainers().get(0);

    assertThat(large.getImage()).isEqualTo(small.getImage());
    assertThat(without(large)).isEqualTo(without(small));
    assertThat(edge).extracting(HasMetadata::getKind).isEqualTo(kinds(cloud));

    assertThat(small.getResources().getLimits()).isEqualTo(Map.of("memory", new Quantity("192Mi")));
    assertThat(large.getResources().getLimits()).isEqualTo(Map.of("memory", new Quantity("4Gi")));
    assertThat(large.getResources().getRequests()).containsEntry("cpu", new Quantity("4"));
    assertThat(pod(edge).getNodeSelector()).isEqualTo(Map.of("millrace.dev/pool", "edge"));
    assertThat(pod(cloud).getNodeSelector()).isEqualTo(Map.of("millrace.dev/pool", "cloud"));
    assertThat(limits(edge)).contains("\"maxInFlight\" : 512", "\"sockets\" : 1");
    assertThat(limits(cloud)).contains("\"maxInFlight\" : 20000", "\"sockets\" : 4");
  }

  private static List<String> kinds(List<HasMetadata> objects) {
    return objects.stream().map(HasMetadata::getKind).toList();
  }

  private static String limits(List<HasMetadata> objects) {
    return one(objects, ConfigMap.class).getData().get("gateway.json");
  }
}
