package dev.millrace.operator.gateway;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.NodePool;
import dev.millrace.operator.render.RenderSettings;
import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.render.RenderSettings.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which gateways have the ports of a pool's nodes that they want: one pod of a node has a port, so
 * only so many gateways can have it. The older ones do, whoever may have it at the moment, and of
 * two that are equally old the one whose namespace and name come first.
 */
final class HostPorts {
  private static final Comparator<CoapGateway> BY_AGE =
      Comparator.comparing((CoapGateway gateway) -> gateway.getMetadata().getCreationTimestamp())
          .thenComparing(HostPorts::name);

  private HostPorts() {}

  /**
   * A port that a gateway cannot have.
   *
   * @param port as its listener says
   * @param pool on whose nodes
   * @param holders the older gateways that have it, as NAMESPACE/NAME
   */
  record Taken(int port, String pool, List<String> holders) {
    String message() {
      return "Port %d on the nodes of NodePool %s belongs to %s %s, older than this one: change a port or a pool, or delete one of them. Until then no pod is started."
          .formatted(
              port,
              pool,
              holders.size() == 1 ? "CoapGateway" : "CoapGateways",
              String.join(", ", holders));
    }
  }

  /**
   * How many gateways can have the same port on the nodes of a pool. While nobody has counted its
   * nodes, or there are none, nothing is decided by their number.
   */
  static int room(RenderSettings settings, NodePool pool) {
    if (settings.gatewayExposure() != Exposure.HostPort) {
      return Integer.MAX_VALUE;
    }
    if (settings.gatewayWorkload() == Workload.DaemonSet) {
      return 1;
    }
    Integer nodes = nodes(pool);
    return nodes == null || nodes == 0
        ? Integer.MAX_VALUE
        : Math.max(1, nodes / settings.gatewayReplicas());
  }

  /** Whether there may be room for more or fewer gateways than before. */
  static boolean isNews(NodePool now, NodePool before) {
    return !Objects.equals(nodes(now), nodes(before));
  }

  private static Integer nodes(NodePool pool) {
    return pool.getStatus() == null ? null : pool.getStatus().nodes();
  }

  /**
   * The first port that the gateway cannot have; empty if it can have all.
   *
   * @param others all other gateways, on whichever pools
   * @param room how many gateways can have the same port on its pool
   */
  static Optional<Taken> of(CoapGateway gateway, Collection<CoapGateway> others, int room) {
    String pool = gateway.getSpec().pool();
    Map<Integer, List<String>> holders = new HashMap<>();
    List<CoapGateway> older =
        others.stream()
            .filter(other -> other.getSpec().pool().equals(pool) && !other.isMarkedForDeletion())
            .filter(other -> BY_AGE.compare(other, gateway) < 0)
            .sorted(BY_AGE)
            .toList();
    for (CoapGateway one : older) {
      if (refused(one, holders, room).isEmpty()) {
        ports(one)
            .forEach(
                port -> holders.computeIfAbsent(port, key -> new ArrayList<>()).add(name(one)));
      }
    }
    return refused(gateway, holders, room)
        .map(port -> new Taken(port, pool, List.copyOf(holders.get(port))));
  }

  private static Optional<Integer> refused(
      CoapGateway gateway, Map<Integer, List<String>> holders, int room) {
    return ports(gateway)
        .filter(port -> holders.getOrDefault(port, List.of()).size() >= room)
        .findFirst();
  }

  private static Stream<Integer> ports(CoapGateway gateway) {
    return gateway.getSpec().listeners().stream().map(ListenerSpec::port).distinct();
  }

  private static String name(CoapGateway gateway) {
    return gateway.getMetadata().getNamespace() + "/" + gateway.getMetadata().getName();
  }
}
