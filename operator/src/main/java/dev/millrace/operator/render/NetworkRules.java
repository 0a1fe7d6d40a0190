package dev.millrace.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What may reach the pods of a program, and what they may reach; everything else may not. */
final class NetworkRules {
  private static final int DNS = 53;

  private NetworkRules() {}

  /** As {@link #toKafka}, and the pods themselves reach each other on these ports. */
  static NetworkPolicy amongThemselves(
      HasMetadata owner,
      String name,
      Map<String, String> labels,
      Map<String, String> selector,
      List<Integer> tcpAmong) {
    return new NetworkPolicyBuilder(toKafka(owner, name, labels, selector, List.of()))
        .editSpec()
        .addNewIngress()
        .addNewFrom()
        .withNewPodSelector()
        .withMatchLabels(selector)
        .endPodSelector()
        .endFrom()
        .withPorts(tcpAmong.stream().map(number -> port("TCP", number)).toList())
        .endIngress()
        .endSpec()
        .build();
  }

  /** Names may be asked for, and TCP goes out to Kafka, wherever its brokers are. */
  static NetworkPolicy toKafka(
      HasMetadata owner,
      String name,
      Map<String, String> labels,
      Map<String, String> selector,
      List<Integer> udpIn) {
    return policy(owner, name, labels, selector, udpIn, List.of(port("UDP", DNS), all("TCP")));
  }

  /** As {@link #toKafka}, and UDP goes out to devices, wherever they are. */
  static NetworkPolicy toKafkaAndDevices(
      HasMetadata owner,
      String name,
      Map<String, String> labels,
      Map<String, String> selector,
      List<Integer> udpIn) {
    return policy(owner, name, labels, selector, udpIn, List.of(all("UDP"), all("TCP")));
  }

  /** Names may be asked for, and UDP goes out to a gateway. */
  static NetworkPolicy toGateway(
      HasMetadata owner, String name, Map<String, String> labels, Map<String, String> selector) {
    return policy(owner, name, labels, selector, List.of(), List.of(port("TCP", DNS), all("UDP")));
  }

  private static NetworkPolicy policy(
      HasMetadata owner,
      String name,
      Map<String, String> labels,
      Map<String, String> selector,
      List<Integer> udpIn,
      List<NetworkPolicyPort> out) {
    List<NetworkPolicyPort> in = new ArrayList<>();
    in.add(port("TCP", PodRendering.HTTP_PORT));
    udpIn.forEach(number -> in.add(port("UDP", number)));
    return new NetworkPolicyBuilder()
        .withMetadata(Owners.metadata(owner, name, labels))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(selector)
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .withPorts(in)
        .endIngress()
        .addNewEgress()
        .withPorts(out)
        .endEgress()
        .endSpec()
        .build();
  }

  private static NetworkPolicyPort port(String protocol, int number) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(protocol)
        .withPort(new IntOrString(number))
        .build();
  }

  private static NetworkPolicyPort all(String protocol) {
    return new NetworkPolicyPortBuilder().withProtocol(protocol).build();
  }
}
