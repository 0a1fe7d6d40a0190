package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.operator.status.PodTrouble;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the API server says, as far as it is of interest here. */
class SerializationTest {
  @Test
  void theEndOfAWatchIsUnderstood() {
    KubernetesResource said =
        OperatorMain.serialization()
                    .unmarshal(
                        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":410}}",
                        WatchEvent.class)
                    .getObject()
                instanceof KubernetesResource object
            ? object
            : null;
    assertThat(said).isInstanceOf(Status.class);
  }

  @Test
  void whatNobodyLooksAtIsNotKept() {
    Pod pod =
        OperatorMain.serialization()
            .unmarshal(
                """
                {"kind":"Pod","apiVersion":"v1",
                "metadata":{"name":"a","managedFields":[{"manager":"millrace"}],"labels":{"b":"c"}},
                "spec":{"nodeName":"n"},"status":{"hostIP":"192.0.2.1"}}
                """,
                Pod.class);
    assertThat(pod.getMetadata().getManagedFields()).isEmpty();
    assertThat(pod.getMetadata().getAdditionalProperties()).isEmpty();
    assertThat(pod.getMetadata().getLabels()).containsEntry("b", "c");
    assertThat(pod.getSpec()).isNull();
    assertThat(pod.getAdditionalProperties()).isEmpty();
    assertThat(pod.getStatus().getHostIP()).isEqualTo("192.0.2.1");
  }

  /** Otherwise nobody could say why a pod has no node, as PodTrouble does. */
  @Test
  void whatAPodWantsIsKeptAsLongAsNoNodeHasIt() {
    String waiting =
        """
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"},
        "spec":{"containers":[{"name":"stage","image":"x","resources":{"requests":{"memory":"900Gi"}}}]},
        "status":{"conditions":[{"type":"PodScheduled","status":"False","message":"0/3 nodes"}]}}
        """;
    Pod pod = OperatorMain.serialization().unmarshal(waiting, Pod.class);
    assertThat(pod.getSpec().getContainers().getFirst().getImage()).isNull();
    assertThat(PodTrouble.of(List.of(pod)).orElseThrow().message())
        .isEqualTo("Pod a wants 900Gi of memory: 0/3 nodes");
  }

  @Test
  void aDeploymentIsKeptWithItsPodsAsTheyAreAskedFor() {
    Deployment deployment =
        OperatorMain.serialization()
            .unmarshal(
                """
                {"kind":"Deployment","apiVersion":"apps/v1",
                "spec":{"template":{"spec":{"containers":[{"name":"stage"}]}}}}
                """,
                Deployment.class);
    assertThat(deployment.getSpec().getTemplate().getSpec().getContainers()).hasSize(1);
  }

  @Test
  void ofANodeItsConditionsAreKept() {
    Node node =
        OperatorMain.serialization()
            .unmarshal(
                """
                {"kind":"Node","apiVersion":"v1","spec":{"unschedulable":true},
                "status":{"images":[{"names":["a"]}],"conditions":[{"type":"Ready","status":"True"}]}}
                """,
                Node.class);
    assertThat(node.getStatus().getImages()).isEmpty();
    assertThat(node.getStatus().getConditions()).hasSize(1);
    assertThat(node.getSpec().getUnschedulable()).isTrue();
  }
}
