package dev.millrace.operator;

/** The manifests that several tests use. */
public final class Manifest {
  /** Two stages: one on an edge pool, one on two Flink tasks. */
  public static final String PARKING =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: StreamPipeline
      metadata: {name: parking}
      spec:
        kafka: {bootstrapServers: "kafka:9092", credentials: {secretName: kafka-user}}
        topics:
          crossings: {partitions: 4, fields: {lot: string, gate: string, direction: string}}
          counts: {partitions: 4}
          occupancy: {partitions: 4}
        stages:
        - name: count-north
          from: crossings
          pool: edge-north
          steps:
          - filter: value.direction in ['in', 'out']
          - window:
              tumbling: 10s
              emit: {lot: last(value.lot), entered: "count(value.direction == 'in')"}
          to: {topic: counts, key: value.lot}
        - name: occupancy
          from: counts
          pool: cloud
          parallelism: 2
          resources: {cpu: "1", memory: 768Mi}
          steps:
          - running: {occupied: sum(value.entered)}
          to: {topic: occupancy}
      """;

  /** Plain and encrypted listeners. */
  public static final String GATES =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: CoapGateway
      metadata: {name: gates}
      spec:
        pool: edge-north
        kafka: {bootstrapServers: "kafka:9092"}
        listeners:
        - {protocol: coap, port: 5683}
        - {protocol: coaps, port: 5684, identities: {secretName: gate-keys}}
        resources:
        - {path: "/lots/{lot}/gates/{gate}", topic: crossings, key: path.gate}
      """;

  /** A listener with certificates, and one with keys beside them. */
  public static final String CERTIFIED_GATES =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: CoapGateway
      metadata: {name: gates}
      spec:
        pool: edge-north
        kafka: {bootstrapServers: "kafka:9092"}
        listeners:
        - {protocol: coaps, port: 5684, certificate: {secretName: gate-tls}, deviceAuthorities: {secretName: makers}}
        - {protocol: coaps, port: 5685, identities: {secretName: gate-keys}, certificate: {secretName: gate-tls}}
        resources:
        - {path: "/lots/{lot}/gates/{gate}", topic: crossings, key: path.gate, authorize: identity == path.gate}
      """;

  /** Devices that encrypt. */
  public static final String SENSORS =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: DeviceFleet
      metadata: {name: sensors}
      spec:
        gateway: gates
        protocol: coaps
        identities: {secretName: gate-keys}
        devices: 12
        path: /lots/{lot}/gates/{device}
        variables: {lot: [a, b]}
        payload: {direction: {constant: in}}
        phases:
        - {rate: 1}
      """;

  /** A move of the first stage of {@link #PARKING}. */
  public static final String MOVE =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: MigrationRequest
      metadata: {name: battery-change}
      spec:
        stage: parking/count-north
        to: {pool: edge-south}
        verification: {minimumRecords: 100}
        keepSource: 1s
      """;

  /** A pool with a taint and a size of its own. */
  public static final String EDGE_NORTH =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: NodePool
      metadata: {name: edge-north}
      spec:
        tier: Edge
        nodeSelector: {millrace.dev/pool: edge-north}
        tolerations:
        - {key: millrace.dev/edge, operator: Exists, effect: NoSchedule}
        resources: {memory: 160Mi}
      """;

  private Manifest() {}
}
