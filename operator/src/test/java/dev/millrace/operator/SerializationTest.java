package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.operator.render.Rendered;
import dev.millrace.operator.status.PodTrouble;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  /** What would be lost here could be changed by anybody, and would not be repaired. */
  @ParameterizedTest
  @MethodSource("rendered")
  void ofARenderedObjectNothingIsLost(Path file) throws IOException {
    KubernetesSerialization whole = new KubernetesSerialization();
    for (String object : Files.readString(file).split("(?m)^---\\s*$")) {
      if (object.isBlank()) {
        continue;
      }
      HasMetadata read = whole.unmarshal(object);
      String json = whole.asJson(read);
      HasMetadata sparse = OperatorMain.serialization().unmarshal(json, read.getClass());
      assertThat(tree(sparse)).isEqualTo(tree(read));
    }
  }

  static Stream<Path> rendered() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
      return files.sorted().toList().stream();
    }
  }

  /** Numbers are of one type after they were text. */
  private static JsonNode tree(HasMetadata object) throws IOException {
    return new ObjectMapper().readTree(Rendered.tree(object).toString());
  }

  /** As objects of the model classes they would be most of the operator's memory. */
  @Test
  void ofADeploymentOnlyTheNumberOfPodsIsAnObject() {
    Deployment deployment =
        OperatorMain.serialization()
            .unmarshal(
                """
                {"kind":"Deployment","apiVersion":"apps/v1",
                "spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"stage"}]}}}}
                """,
                Deployment.class);
    assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
    assertThat(deployment.getSpec().getTemplate()).isNull();
    assertThat(Rendered.tree(deployment).toString()).contains("\"name\":\"stage\"");
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
