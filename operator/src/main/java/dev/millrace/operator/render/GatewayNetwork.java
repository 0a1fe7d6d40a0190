package dev.millrace.operator.render;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.ListenerSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;

/** What may reach a gateway, and what it may reach. */
final class GatewayNetwork {
  private GatewayNetwork() {}

  static NetworkPolicy policy(CoapGateway gateway) {
    List<Integer> ports = gateway.getSpec().listeners().stream().map(ListenerSpec::port).toList();
    return speaksFirst(gateway.getSpec())
        ? NetworkRules.toKafkaAndDevices(
            gateway,
            GatewayRendering.name(gateway),
            GatewayRendering.labels(gateway),
            GatewayRendering.selector(gateway),
            ports)
        : NetworkRules.toKafka(
            gateway,
            GatewayRendering.name(gateway),
            GatewayRendering.labels(gateway),
            GatewayRendering.selector(gateway),
            ports);
  }

  /**
   * Whether it sends to devices what is no answer to what has just come. An answer needs no rule,
   * but only for as long as the node remembers the request: half a minute to two.
   */
  private static boolean speaksFirst(CoapGatewaySpec spec) {
    return spec.observe() != null || spec.commands() != null;
  }
}
