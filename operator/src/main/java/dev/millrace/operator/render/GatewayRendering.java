package dev.millrace.operator.render;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.ListenerSecrets;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.render.RenderSettings.Workload;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a gateway is made of: a ConfigMap, a Deployment or DaemonSet on its pool, a Service, a claim
 * if its spool wants one, a PodDisruptionBudget and a NetworkPolicy.
 *
 * @param settings of the operator
 */
public record GatewayRendering(RenderSettings settings) {
  private static final String IDENTITIES = "/etc/millrace-identities/";
  private static final int HEAP = 50;

  /**
   * What the pod reads.
   *
   * @param perNode whether the devices of a node come to the pod of that node; null where that does
   *     not matter
   */
  private record File(String name, CoapGatewaySpec spec, Boolean perNode) {}

  /** Renders a gateway that runs in {@code pool}, in the order in which things are to be made. */
  public List<HasMetadata> render(CoapGateway gateway, NodePoolSpec pool) {
    List<HasMetadata> all = new ArrayList<>();
    all.add(config(gateway));
    all.add(new GatewayService(settings).render(gateway));
    new GatewaySpool(settings).claim(gateway).ifPresent(all::add);
    all.add(workload(gateway, pool));
    all.add(
        new PodDisruptionBudgetBuilder()
            .withMetadata(Owners.metadata(gateway, name(gateway), labels(gateway)))
            .withNewSpec()
            .withMaxUnavailable(new IntOrString(1))
            .withNewSelector()
            .withMatchLabels(selector(gateway))
            .endSelector()
            .endSpec()
            .build());
    if (settings.networkPolicies()) {
      all.add(GatewayNetwork.policy(gateway));
    }
    all.forEach(Rendered::mark);
    return List.copyOf(all);
  }

  static String name(CoapGateway gateway) {
    return ObjectNames.gateway(gateway.getMetadata().getName());
  }

  static Map<String, String> labels(CoapGateway gateway) {
    return ObjectLabels.of(
        ObjectLabels.GATEWAY_PROGRAM, "gateway", gateway.getMetadata().getName());
  }

  static Map<String, String> selector(CoapGateway gateway) {
    return Map.of(
        ObjectLabels.NAME,
        ObjectLabels.GATEWAY_PROGRAM,
        ObjectLabels.INSTANCE,
        gateway.getMetadata().getName());
  }

  private ConfigMap config(CoapGateway gateway) {
    return new ConfigMapBuilder()
        .withMetadata(Owners.metadata(gateway, name(gateway), labels(gateway)))
        .addToData(
            "gateway.json",
            Rendered.json(
                new File(
                    gateway.getMetadata().getName(),
                    gateway.getSpec(),
                    gateway.getSpec().handOver() == null ? null : !isAlone())))
        .build();
  }

  /** Whether one pod serves all devices, wherever it runs. */
  private boolean isAlone() {
    return settings.gatewayWorkload() == Workload.Deployment && settings.gatewayReplicas() == 1;
  }

  private HasMetadata workload(CoapGateway gateway, NodePoolSpec pool) {
    return settings.gatewayWorkload() == Workload.DaemonSet
        ? new DaemonSetBuilder()
            .withMetadata(Owners.metadata(gateway, name(gateway), labels(gateway)))
            .withNewSpec()
            .withRevisionHistoryLimit(1)
            .withNewSelector()
            .withMatchLabels(selector(gateway))
            .endSelector()
            .withTemplate(template(gateway, pool))
            .endSpec()
            .build()
        : new DeploymentBuilder()
            .withMetadata(Owners.metadata(gateway, name(gateway), labels(gateway)))
            .withNewSpec()
            .withReplicas(settings.gatewayReplicas())
            .withRevisionHistoryLimit(1)
            .withNewStrategy()
            .withType("RollingUpdate")
            .withNewRollingUpdate()
            .withMaxSurge(new IntOrString(isExclusive(gateway) ? 0 : 1))
            .withMaxUnavailable(new IntOrString(isExclusive(gateway) ? 1 : 0))
            .endRollingUpdate()
            .endStrategy()
            .withNewSelector()
            .withMatchLabels(selector(gateway))
            .endSelector()
            .withTemplate(template(gateway, pool))
            .endSpec()
            .build();
  }

  private boolean isExclusive(CoapGateway gateway) {
    return isHostPort() || new GatewaySpool(settings).isExclusive(gateway);
  }

  /** Two pods cannot have one port of a node, not even for a moment. */
  private boolean isHostPort() {
    return settings.gatewayExposure() == Exposure.HostPort;
  }

  private PodTemplateSpec template(CoapGateway gateway, NodePoolSpec pool) {
    CoapGatewaySpec spec = gateway.getSpec();
    return new PodRendering(settings)
        .render(
            new PodRendering.Wanted(
                "gateway",
                "gateway",
                labels(gateway),
                // Everything else reaches the running gateway through its ConfigMap.
                Rendered.hash(newProcess(spec)),
                pool,
                Sizing.ofGateway(spec),
                HEAP,
                spec.listeners().stream().map(this::port).toList(),
                mounts(gateway),
                spread(gateway)));
  }

  /** What a pod that runs cannot come to. */
  private static List<Object> newProcess(CoapGatewaySpec spec) {
    List<Object> parts = new ArrayList<>(List.of(spec.listeners(), spec.kafka()));
    if (spec.spool() != null) {
      parts.add(spec.spool().storageOrDefault());
    }
    if (spec.handOver() != null) {
      parts.add(spec.handOver());
    }
    return parts;
  }

  private ContainerPort port(ListenerSpec listener) {
    return new ContainerPortBuilder()
        .withName(GatewayService.portName(listener))
        .withContainerPort(listener.port())
        .withHostPort(isHostPort() ? listener.port() : null)
        .withProtocol("UDP")
        .build();
  }

  private Mounts mounts(CoapGateway gateway) {
    Mounts mounts = KafkaMount.add(Mounts.basic(name(gateway)), gateway.getSpec().kafka());
    int number = 0;
    for (Map.Entry<String, Set<String>> secret :
        ListenerSecrets.of(gateway.getSpec()).entries().entrySet()) {
      mounts =
          mounts.andSecret(
              "identities-" + number++,
              secret.getKey(),
              secret.getValue(),
              IDENTITIES + secret.getKey());
    }
    return new GatewaySpool(settings).add(mounts, gateway);
  }

  private List<TopologySpreadConstraint> spread(CoapGateway gateway) {
    return settings.gatewayWorkload() == Workload.DaemonSet || isAlone()
        ? List.of()
        : List.of(
            new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(selector(gateway))
                .endLabelSelector()
                .build());
  }
}
