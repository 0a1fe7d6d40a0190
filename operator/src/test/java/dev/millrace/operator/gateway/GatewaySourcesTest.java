package dev.millrace.operator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.api.Test;

/** How many pods of the present rendering are ready. */
class GatewaySourcesTest {
  private static Deployment deployment(long generation) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withGeneration(generation)
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .endSpec()
        .withNewStatus()
        .withObservedGeneration(1L)
        .withReadyReplicas(2)
        .withUpdatedReplicas(2)
        .endStatus()
        .build();
  }

  @Test
  void podsOfAnEarlierRenderingDoNotCount() {
    assertThat(GatewaySources.countsOf(deployment(1))).contains(new GatewaySources.Counts(2, 2));
    assertThat(GatewaySources.countsOf(deployment(2))).contains(new GatewaySources.Counts(2, 0));
  }

  @Test
  void aDaemonSetSaysHowManyThereShouldBe() {
    var set =
        new DaemonSetBuilder()
            .withNewMetadata()
            .withGeneration(1L)
            .endMetadata()
            .withNewStatus()
            .withObservedGeneration(1L)
            .withDesiredNumberScheduled(3)
            .withNumberReady(3)
            .withUpdatedNumberScheduled(2)
            .endStatus()
            .build();
    assertThat(GatewaySources.countsOf(set)).contains(new GatewaySources.Counts(3, 2));
  }

  @Test
  void otherObjectsHaveNoPods() {
    assertThat(GatewaySources.countsOf(new ConfigMap())).isEmpty();
  }
}
