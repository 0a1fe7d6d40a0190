package dev.millrace.operator.render;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.ListenerSpec;
import dev.millrace.operator.render.RenderSettings.Exposure;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;

/** The Service of a gateway: one UDP port for each listener. */
record GatewayService(RenderSettings settings) {
  /** A DTLS session and a repeated message have to come to the same pod. */
  private static final String AFFINITY = "ClientIP";

  static String portName(ListenerSpec listener) {
    return listener.protocol() + "-" + listener.port();
  }

  Service render(CoapGateway gateway) {
    boolean nodePort = settings.gatewayExposure() == Exposure.NodePort;
    return new ServiceBuilder()
        .withMetadata(
            Owners.metadata(
                gateway, GatewayRendering.name(gateway), GatewayRendering.labels(gateway)))
        .withNewSpec()
        .withType(nodePort ? "NodePort" : "ClusterIP")
        // The gateway tells devices apart by their addresses.
        .withExternalTrafficPolicy(nodePort ? "Local" : null)
        .withSessionAffinity(AFFINITY)
        .withSelector(GatewayRendering.selector(gateway))
        .withPorts(gateway.getSpec().listeners().stream().map(GatewayService::port).toList())
        .endSpec()
        .build();
  }

  private static ServicePort port(ListenerSpec listener) {
    return new ServicePortBuilder()
        .withName(portName(listener))
        .withPort(listener.port())
        .withTargetPort(new IntOrString(portName(listener)))
        .withProtocol("UDP")
        .build();
  }
}
