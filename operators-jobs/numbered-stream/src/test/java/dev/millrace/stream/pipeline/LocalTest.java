package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster keeps apart and a local run shares: the host and the broker. */
class LocalTest {
  @TempDir private Path copy;
  private ManifestDirectory parking;

  @BeforeEach
  void start() {
    parking = ManifestDirectory.of("valid-parking", copy);
  }

  @Test
  void twoGatewaysListenOnOnePortOfOneHost() {
    String second =
        """
        apiVersion: millrace.dev/v1alpha1
        kind: CoapGateway
        metadata: {name: more}
        spec:
          pool: edge-south
          kafka: {bootstrapServers: "kafka:9092"}
          listeners:
          - {protocol: coap, port: 5685}
          - {protocol: coap, port: 5684}
          resources:
          - {path: /more, topic: crossings}
        """;
    ManifestDirectory two = parking.withFile("more.yaml", second);

    assertThat(two.problems()).as("on a cluster each has its own host").isEmpty();
    assertThat(two.localProblems())
        .containsExactly(
            "more.yaml:9  spec.listeners[1].port: gateway gates listens on UDP port 5684 too"
                + " (gateway.yaml:9). In a local run all gateways share one host:"
                + " choose another port.");
  }

  @Test
  void twoNamespacesHaveAPipelineOfOneName() {
    String levels =
        """
        apiVersion: millrace.dev/v1alpha1
        kind: StreamPipeline
        metadata: {name: parking, namespace: lab}
        spec:
          kafka: {bootstrapServers: "kafka:9092"}
          topics: {occupancy: {partitions: 4, fields: {level: int}}, alarms: {}}
          stages:
          - {name: alarm, from: occupancy, pool: cloud, to: {topic: alarms}}
        """;
    ManifestDirectory two = parking.withFile("two.yaml", levels);

    assertThat(two.problems()).as("on a cluster each has its own broker").isEmpty();
    assertThat(two.localProblems())
        .containsExactly(
            "two.yaml:3  metadata.name: namespace default has a pipeline parking too"
                + " (pipeline.yaml:1). In a local run all pipelines share one broker:"
                + " choose another name.");
  }
}
