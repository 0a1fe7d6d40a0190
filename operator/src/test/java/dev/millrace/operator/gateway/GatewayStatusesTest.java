package dev.millrace.operator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewayStatus;
import dev.millrace.api.NodePool;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.kafka.GatewayFacts;
import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import dev.millrace.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a gateway's status says of what was observed. */
class GatewayStatusesTest {
  private static final CoapGateway GATES = Resources.gateway(Manifest.GATES);
  private static final NodePool POOL = Resources.pool(Manifest.EDGE_NORTH, 1);
  private static final Service SERVICE =
      new ServiceBuilder()
          .withNewSpec()
          .withClusterIP("10.0.0.9")
          .addNewPort()
          .withPort(5683)
          .withNodePort(30683)
          .endPort()
          .addNewPort()
          .withPort(5684)
          .withNodePort(30684)
          .endPort()
          .endSpec()
          .build();

  @Test
  void readyPodsAreReachedAtTheirNodes() {
    CoapGatewayStatus status = status(Optional.of(POOL), Exposure.NodePort, 1, List.of());
    assertThat(Conditions.isTrue(status.conditions(), "Ready")).isTrue();
    assertThat(status.endpoints())
        .containsExactly("coap://192.0.2.7:30683", "coaps://192.0.2.7:30684");
    assertThat(status(Optional.of(POOL), Exposure.HostPort, 1, List.of()).endpoints())
        .containsExactly("coap://192.0.2.7:5683", "coaps://192.0.2.7:5684");
    assertThat(status(Optional.of(POOL), Exposure.ClusterIP, 1, List.of()).endpoints())
        .containsExactly("coap://10.0.0.9:5683", "coaps://10.0.0.9:5684");
  }

  @Test
  void aMissingPoolOrSecretIsNamed() {
    CoapGatewayStatus pool = status(Optional.empty(), Exposure.NodePort, 0, List.of());
    assertThat(Conditions.find(pool.conditions(), "Ready").orElseThrow().message())
        .isEqualTo("No NodePool 'edge-north'. NodePools: cloud.");
    CoapGatewayStatus secret =
        status(Optional.of(POOL), Exposure.NodePort, 0, List.of("Secret 'gate-keys'"));
    assertThat(Conditions.find(secret.conditions(), "Ready").orElseThrow().message())
        .isEqualTo("No Secret 'gate-keys'.");
    CoapGatewayStatus entry =
        status(
            Optional.of(POOL),
            Exposure.NodePort,
            0,
            List.of("entry 'tls.key' in Secret 'gate-tls'", "Secret 'makers'"));
    assertThat(Conditions.find(entry.conditions(), "Ready").orElseThrow().message())
        .isEqualTo("No entry 'tls.key' in Secret 'gate-tls', no Secret 'makers'.");
    assertThat(secret.readyReplicas()).isZero();
  }

  // Would catch: a gateway that serves, and whose observers wait for a topic that nobody makes.
  @Test
  void aTopicThatDoesNotFitIsSaidWhileThePodsRun() {
    CoapGatewayStatus status =
        status(
            Optional.of(POOL),
            Exposure.NodePort,
            1,
            List.of(),
            Optional.of(
                TopicWatch.concern(new GatewayFacts(Reason.TopicMissing, "No topic 'tariffs'."))));
    assertThat(Conditions.find(status.conditions(), "Ready").orElseThrow().message())
        .isEqualTo("No topic 'tariffs'.");
    assertThat(Conditions.isTrue(status.conditions(), "Stalled")).isTrue();
    assertThat(Conditions.isTrue(status.conditions(), "PodsReady")).isTrue();
    assertThat(status.endpoints()).hasSize(2);
  }

  private static CoapGatewayStatus status(
      Optional<NodePool> pool, Exposure exposure, int ready, List<String> missing) {
    return status(pool, exposure, ready, missing, Optional.empty());
  }

  private static CoapGatewayStatus status(
      Optional<NodePool> pool,
      Exposure exposure,
      int ready,
      List<String> missing,
      Optional<Concern> topics) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("p")
            .endMetadata()
            .withNewStatus()
            .withHostIP("192.0.2.7")
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();
    return GatewayStatuses.of(
        new GatewayObservation(
            GATES,
            pool,
            List.of("cloud"),
            exposure,
            1,
            ready,
            Optional.of(SERVICE),
            ready == 0 ? List.of() : List.of(pod),
            missing,
            Optional.empty(),
            topics,
            null),
        Instant.EPOCH);
  }
}
