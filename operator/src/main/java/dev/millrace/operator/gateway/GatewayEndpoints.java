package dev.millrace.operator.gateway;

import dev.millrace.api.ListenerSpec;
import dev.millrace.operator.render.RenderSettings.Exposure;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where devices reach a gateway. */
final class GatewayEndpoints {
  private static final int MOST = 256;

  private GatewayEndpoints() {}

  /** One for each listener and address, in order; empty while there is none. */
  static List<String> of(GatewayObservation seen) {
    return seen.gateway().getSpec().listeners().stream()
        .flatMap(
            listener ->
                addresses(seen).stream().flatMap(host -> endpoint(seen, listener, host).stream()))
        .limit(MOST)
        .toList();
  }

  private static List<String> addresses(GatewayObservation seen) {
    if (seen.exposure() == Exposure.ClusterIP) {
      return seen.service()
          .map(service -> service.getSpec().getClusterIP())
          .filter(Objects::nonNull)
          .map(List::of)
          .orElse(List.of());
    }
    return seen.pods().stream()
        .filter(GatewayEndpoints::isReady)
        .map(pod -> pod.getStatus().getHostIP())
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  private static Optional<String> endpoint(
      GatewayObservation seen, ListenerSpec listener, String host) {
    Optional<Integer> port =
        seen.exposure() == Exposure.NodePort
            ? nodePort(seen.service(), listener)
            : Optional.of(listener.port());
    String address = host.contains(":") ? "[" + host + "]" : host;
    return port.map(number -> listener.protocol() + "://" + address + ":" + number);
  }

  private static Optional<Integer> nodePort(Optional<Service> service, ListenerSpec listener) {
    return service.stream()
        .flatMap(one -> one.getSpec().getPorts().stream())
        .filter(port -> Objects.equals(port.getPort(), listener.port()))
        .map(ServicePort::getNodePort)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(at -> at.getType().equals("Ready") && at.getStatus().equals("True"));
  }
}
