package dev.millrace.operator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.NodePool;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.render.RenderSettings;
import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.render.RenderSettings.Workload;
import dev.millrace.operator.render.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has a port that several gateways want. */
class HostPortsTest {
  /** Gateways are written NAME@SECOND:PORT, PORT of POOL; the answer is who lacks what. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "a@1:5683 north                                      | 1 | none",
        "a@1:5683 north, b@2:5684 north                      | 1 | none",
        "a@1:5683 north, b@2:5683 south                      | 1 | none",
        "a@1:5683 north, b@2:5683 north                      | 1 | b lacks 5683 of a",
        "a@2:5683 north, b@1:5683 north                      | 1 | a lacks 5683 of b",
        "a@1:5683 north, b@1:5683 north                      | 1 | b lacks 5683 of a",
        "a@1:5683 north, b@2:5683 north                      | 2 | none",
        "a@1:5683 north, b@2:5683 north, c@3:5683 north      | 2 | c lacks 5683 of a+b",
        "a@1:5683 north, b@2:5683+5684 north, c@3:5684 north | 1 | b lacks 5683 of a",
        "a@1:5684 north, b@2:5683+5684 north, c@3:5683 north | 1 | b lacks 5684 of a",
        "a@1:5683 north, b@2:5683 north, c@3:5683 north      | 1 | b lacks 5683 of a; c lacks 5683 of a"
      })
  void theOlderOneHasThePort(String gateways, int room, String answer) {
    List<CoapGateway> all = new ArrayList<>();
    for (String text : gateways.split(",", -1)) {
      all.add(gateway(text.strip()));
    }
    String lacking =
        all.stream()
            .flatMap(
                one ->
                    HostPorts.of(one, all.stream().filter(other -> other != one).toList(), room)
                        .map(taken -> text(one, taken))
                        .stream())
            .collect(Collectors.joining("; "));
    assertThat(lacking).isEqualTo(answer == null ? "" : answer);
  }

  @Test
  void whatIsBeingDeletedHasNothing() {
    CoapGateway going = gateway("a@1:5683 north");
    going.getMetadata().setDeletionTimestamp("2026-01-01T00:00:09Z");
    assertThat(HostPorts.of(gateway("b@2:5683 north"), List.of(going), 1)).isEmpty();
  }

  @Test
  void theMessageNamesPortPoolAndHolderAndSaysWhatToDo() {
    HostPorts.Taken taken =
        HostPorts.of(gateway("b@2:5683 north"), List.of(gateway("a@1:5683 north")), 1)
            .orElseThrow();
    assertThat(taken.message())
        .isEqualTo(
            "Port 5683 on the nodes of NodePool north belongs to CoapGateway plant/a, older than"
                + " this one: change a port or a pool, or delete one of them. Until then no pod is"
                + " started.");
  }

  @ParameterizedTest
  @CsvSource({
    "NodePort, Deployment, 1, 1, 2147483647",
    "ClusterIP, DaemonSet, 1, 1, 2147483647",
    "HostPort, DaemonSet, 1, 3, 1",
    "HostPort, Deployment, 1, 3, 3",
    "HostPort, Deployment, 2, 3, 1",
    "HostPort, Deployment, 4, 3, 1",
    "HostPort, Deployment, 1, 0, 2147483647"
  })
  void aPortIsThereOnceOnEachNode(
      Exposure exposure, Workload workload, int replicas, int nodes, int room) {
    RenderSettings settings = Settings.with(workload, replicas, exposure);
    NodePool pool = Resources.pool(Manifest.EDGE_NORTH, nodes);
    assertThat(HostPorts.room(settings, pool)).isEqualTo(room);
    pool.setStatus(null);
    assertThat(HostPorts.room(settings, pool))
        .isEqualTo(workload == Workload.DaemonSet ? room : Integer.MAX_VALUE);
  }

  @Test
  void anotherNodeIsNews() {
    NodePool one = Resources.pool(Manifest.EDGE_NORTH, 1);
    NodePool uncounted = Resources.pool(Manifest.EDGE_NORTH, 1);
    uncounted.setStatus(null);
    assertThat(HostPorts.isNews(one, Resources.pool(Manifest.EDGE_NORTH, 1))).isFalse();
    assertThat(HostPorts.isNews(one, Resources.pool(Manifest.EDGE_NORTH, 2))).isTrue();
    assertThat(HostPorts.isNews(one, uncounted)).isTrue();
  }

  private static CoapGateway gateway(String text) {
    String[] parts = text.split("[@: ]", -1);
    StringBuilder listeners = new StringBuilder();
    for (String port : parts[2].split("\\+", -1)) {
      listeners.append("  - {protocol: coap, port: ").append(port).append("}\n");
    }
    CoapGateway gateway =
        Resources.gateway(
            """
            apiVersion: millrace.dev/v1alpha1
            kind: CoapGateway
            metadata: {name: %s}
            spec:
              pool: %s
              kafka: {bootstrapServers: "kafka:9092"}
              resources: [{path: "/lots/{lot}", topic: crossings, key: path.lot}]
              listeners:
            %s"""
                .formatted(parts[0], parts[3], listeners));
    gateway.getMetadata().setCreationTimestamp("2026-01-01T00:00:0%sZ".formatted(parts[1]));
    return gateway;
  }

  private static String text(CoapGateway gateway, HostPorts.Taken taken) {
    return "%s lacks %d of %s"
        .formatted(
            gateway.getMetadata().getName(),
            taken.port(),
            String.join("+", taken.holders()).replace("plant/", ""));
  }
}
