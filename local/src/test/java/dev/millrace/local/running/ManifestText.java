package dev.millrace.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.pipeline.PipelineGraph;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small run for tests: a gateway, a stage on the light engine, a stage on Flink, a fleet. */
public final class ManifestText {
  /** The steps of the first stage, unless a test says otherwise. */
  static final String COUNT =
      "[{filter: value.v >= 0}, {window: {tumbling: 1s, emit: {room: last(value.room), total:"
          + " sum(value.v)}}}]";

  private ManifestText() {}

  /** Everything, with a fleet that sends this many messages a second. */
  public static String of(int port, double rate) {
    return of(port, rate, COUNT);
  }

  /** Everything, with these steps in the first stage. */
  static String of(int port, double rate, String steps) {
    return """
    apiVersion: millrace.dev/v1alpha1
    kind: NodePool
    metadata: {name: edge}
    spec: {tier: Edge}
    ---
    apiVersion: millrace.dev/v1alpha1
    kind: NodePool
    metadata: {name: cloud}
    spec: {tier: Cloud}
    ---
    apiVersion: millrace.dev/v1alpha1
    kind: CoapGateway
    metadata: {name: rooms}
    spec:
      pool: edge
      kafka: {bootstrapServers: "kafka:9092"}
      listeners: [{protocol: coap, port: %d}]
      limits: {brokerTimeout: 5s, retryAfter: 1s}
      resources:
      - {path: "/rooms/{room}", topic: readings, key: path.room}
    ---
    apiVersion: millrace.dev/v1alpha1
    kind: StreamPipeline
    metadata: {name: house}
    spec:
      kafka: {bootstrapServers: "kafka:9092"}
      topics:
        readings: {partitions: 2, fields: {room: string, v: int}}
        sums: {partitions: 2}
        totals: {partitions: 2}
      stages:
      - name: sum
        from: readings
        pool: edge
        steps: %s
        to: {topic: sums, key: value.room}
      - name: total
        from: sums
        pool: cloud
        steps: [{running: {total: sum(value.total)}}]
        to: {topic: totals}
    ---
    apiVersion: millrace.dev/v1alpha1
    kind: DeviceFleet
    metadata: {name: sensors}
    spec:
      gateway: rooms
      devices: 10
      path: /rooms/{device}
      payload: {v: {poisson: {mean: 4}}}
      phases: [{rate: %s, arrivals: Poisson}]
    """
        .formatted(port, steps, rate / 10);
  }

  /** A directory with these manifests, resolved. */
  static PipelineGraph graph(Path directory, String text) throws IOException {
    Files.writeString(directory.resolve("all.yaml"), text);
    RunManifests manifests = RunManifests.load(directory);
    assertThat(manifests.problems()).isEmpty();
    return manifests.graph().orElseThrow();
  }

  /** A UDP port that is free now. */
  public static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
