package dev.millrace.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as a difference, and what the server may add. */
class DesiredMatchTest {
  @Test
  void whatTheServerAddsIsNoDifference() {
    ConfigMap have = map(Map.of("a", "1"));
    have.getMetadata().setUid("x");
    have.getMetadata().setResourceVersion("7");
    assertThat(DesiredMatch.matches(map(Map.of("a", "1")), have)).isTrue();
  }

  @Test
  void whatSomebodyElseHasChangedOrRemovedIsOne() {
    assertThat(DesiredMatch.matches(map(Map.of("a", "1")), map(Map.of("a", "2")))).isFalse();
    assertThat(DesiredMatch.matches(map(Map.of("a", "1")), map(Map.of()))).isFalse();
  }

  @Test
  void quantitiesAreComparedByValue() {
    assertThat(DesiredMatch.matches(pod("1024Mi", "1000m"), pod("1Gi", "1"))).isTrue();
    assertThat(DesiredMatch.matches(pod("1024Mi", "1000m"), pod("1Gi", "2"))).isFalse();
  }

  @Test
  void listsAreComparedAsAWhole() {
    Pod two = pod("1Gi", "1");
    two.getSpec().getContainers().add(two.getSpec().getContainers().getFirst());
    assertThat(DesiredMatch.matches(pod("1Gi", "1"), two)).isFalse();
  }

  private static ConfigMap map(Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("m")
        .endMetadata()
        .withData(data)
        .build();
  }

  private static Pod pod(String memory, String cpu) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("p")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("c")
        .withNewResources()
        .addToRequests("memory", new Quantity(memory))
        .addToRequests("cpu", new Quantity(cpu))
        .endResources()
        .endContainer()
        .endSpec()
        .build();
  }
}
