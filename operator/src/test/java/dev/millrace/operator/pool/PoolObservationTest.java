package dev.millrace.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.NodePoolStatus;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which nodes belong to a pool and take pods. */
class PoolObservationTest {
  private static final NodePoolSpec SPEC = Resources.pool(Manifest.EDGE_NORTH, 0).getSpec();

  @Test
  void onlyNodesWithTheLabelsBelong() {
    assertThat(PoolObservation.of(SPEC, List.of(node("edge-north", true), node("cloud", true))))
        .isEqualTo(new PoolObservation(1, 1));
  }

  @Test
  void aNodeMustBeReadySchedulableAndTolerated() {
    Node cordoned = node("edge-north", true);
    cordoned.getSpec().setUnschedulable(true);
    assertThat(
            PoolObservation.of(
                SPEC,
                List.of(
                    node("edge-north", false),
                    cordoned,
                    tainted("gpu", "NoSchedule"),
                    tainted("millrace.dev/edge", "NoSchedule"),
                    tainted("any", "PreferNoSchedule"))))
        .isEqualTo(new PoolObservation(5, 2));
  }

  @Test
  void aPoolWithoutReadyNodesIsStalledAndSaysWhy() {
    NodePoolStatus empty = status(new PoolObservation(0, 0));
    assertThat(Conditions.isTrue(empty.conditions(), Conditions.STALLED)).isTrue();
    assertThat(Conditions.find(empty.conditions(), "Ready").orElseThrow().message())
        .contains("spec.nodeSelector");
    NodePoolStatus down = status(new PoolObservation(3, 0));
    assertThat(Conditions.find(down.conditions(), "Ready").orElseThrow().message())
        .contains("3 nodes");
    assertThat(Conditions.isTrue(status(new PoolObservation(3, 1)).conditions(), "Ready")).isTrue();
  }

  private static NodePoolStatus status(PoolObservation seen) {
    return PoolStatuses.of(null, 1L, seen, Instant.EPOCH);
  }

  private static Node tainted(String key, String effect) {
    Node node = node("edge-north", true);
    node.getSpec().setTaints(List.of(new TaintBuilder().withKey(key).withEffect(effect).build()));
    return node;
  }

  private static Node node(String pool, boolean ready) {
    return new NodeBuilder()
        .withNewMetadata()
        .addToLabels("millrace.dev/pool", pool)
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .endStatus()
        .build();
  }
}
