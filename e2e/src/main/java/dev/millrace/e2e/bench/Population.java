package dev.millrace.e2e.bench;

/**
 * How many resources of each kind there are, and what they are called: of a hundred two pools, 25
 * pipelines of one stage, 25 fleets, and 48 gateways, half of which have a fleet.
 *
 * @param pools NodePools with two nodes each
 * @param gateways CoapGateways
 * @param pipelines StreamPipelines
 * @param fleets DeviceFleets, each on the gateway of its number
 */
public record Population(int pools, int gateways, int pipelines, int fleets) {
  private static final int RESOURCES_OF_A_POOL = 50;
  private static final int RESOURCES_OF_A_NAMESPACE = 100;

  /** So many resources. */
  public static Population of(int resources) {
    int pools = Math.max(1, resources / RESOURCES_OF_A_POOL);
    int quarter = resources / 4;
    return new Population(pools, resources - pools - 2 * quarter, quarter, quarter);
  }

  /** All of them. */
  public int resources() {
    return pools + gateways + pipelines + fleets;
  }

  /** Namespaces that they are in. */
  public int namespaces() {
    return Math.max(1, resources() / RESOURCES_OF_A_NAMESPACE);
  }

  /** The namespace of the resources of a number. */
  String namespace(int number) {
    return namespaceName(number % namespaces());
  }

  public static String namespaceName(int number) {
    return "plant-%02d".formatted(number);
  }

  /** The pool of the resources of a number. */
  String pool(int number) {
    return poolName(number % pools);
  }

  static String poolName(int number) {
    return "pool-%03d".formatted(number);
  }
}
