package dev.millrace.e2e.bench;

/** The resources, as in the car parks of {@code examples/parking}. */
final class Manifests {
  /** Partitions of each topic. */
  static final int PARTITIONS = 2;

  /** The one stage of each pipeline. */
  static final String STAGE = "count";

  private static final String POOL =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: NodePool
      metadata: {name: %1$s}
      spec:
        tier: Edge
        nodeSelector: {millrace.dev/pool: %1$s}
        tolerations:
        - {key: millrace.dev/edge, operator: Exists, effect: NoSchedule}
        location: {region: north, latitude: 54.9777, longitude: -1.6255}
      """;

  private static final String GATEWAY =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: CoapGateway
      metadata: {name: gate-%1$04d}
      spec:
        pool: %2$s
        kafka: {bootstrapServers: "%3$s"}
        listeners:
        - {protocol: coap, port: 5683}
        limits: {maxInFlight: 4096}
        resources:
        - path: /lots/{lot}/gates/{gate}
          formats: [application/json, application/cbor]
          topic: crossings
          key: path.lot + '/' + path.gate
      """;

  private static final String PIPELINE =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: StreamPipeline
      metadata: {name: line-%1$04d}
      spec:
        kafka: {bootstrapServers: "%3$s"}
        topics:
          crossings: {partitions: 2, fields: {lot: string, gate: string, direction: string}}
          counts: {partitions: 2}
        stages:
        - name: count
          from: crossings
          pool: %2$s
          allowedLateness: 1s
          steps:
          - filter: value.direction in ['in', 'out']
          - window:
              tumbling: 5s
              emit:
                lot: last(value.lot)
                entered: count(value.direction == 'in')
                left: count(value.direction == 'out')
          to: {topic: counts, key: value.lot}
      """;

  private static final String FLEET =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: DeviceFleet
      metadata: {name: fleet-%1$04d}
      spec:
        gateway: gate-%1$04d
        devices: 12
        seed: 1
        path: /lots/{lot}/gates/{gate}
        variables: {lot: [north-1, north-2, north-3], gate: [g1, g2, g3, g4]}
        payload: {direction: {constant: in}}
        phases:
        - {rate: 0.5, arrivals: Poisson, duration: 10s}
        - {rate: 6, arrivals: Poisson, duration: 30s}
        - {rate: 1, arrivals: Poisson}
      """;

  private Manifests() {}

  static String pool(String name) {
    return POOL.formatted(name);
  }

  static String gateway(int number, String pool, String kafka) {
    return GATEWAY.formatted(number, pool, kafka);
  }

  static String pipeline(int number, String pool, String kafka) {
    return PIPELINE.formatted(number, pool, kafka);
  }

  static String fleet(int number) {
    return FLEET.formatted(number);
  }
}
