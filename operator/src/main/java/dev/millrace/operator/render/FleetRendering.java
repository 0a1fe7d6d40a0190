package dev.millrace.operator.render;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.NodePoolSpec;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a fleet is made of: a ConfigMap, a Deployment of one pod on any node, a NetworkPolicy.
 *
 * @param settings of the operator
 */
public record FleetRendering(RenderSettings settings) {
  private static final String IDENTITIES = "/etc/millrace-identities/";
  private static final int HEAP = 50;
  private static final NodePoolSpec ANYWHERE = new NodePoolSpec(null, null, null, null, null);

  /** Where the devices send to. */
  private record Target(String host, int port) {}

  /** What the pod reads. */
  private record File(String name, Target target, DeviceFleetSpec spec) {}

  /** The gateway's listener that the fleet's protocol needs. */
  public static Optional<ListenerSpec> listener(DeviceFleetSpec fleet, CoapGateway gateway) {
    return gateway.getSpec().listeners().stream()
        .filter(listener -> listener.protocol() == fleet.protocol())
        .findFirst();
  }

  /** Renders a fleet that sends to {@code listener} of {@code gateway}. */
  public List<HasMetadata> render(DeviceFleet fleet, CoapGateway gateway, ListenerSpec listener) {
    String name = ObjectNames.fleet(fleet.getMetadata().getName());
    Map<String, String> labels =
        ObjectLabels.of(ObjectLabels.FLEET_PROGRAM, "fleet", fleet.getMetadata().getName());
    Map<String, String> selector =
        Map.of(
            ObjectLabels.NAME,
            ObjectLabels.FLEET_PROGRAM,
            ObjectLabels.INSTANCE,
            fleet.getMetadata().getName());
    String host =
        GatewayRendering.name(gateway) + "." + gateway.getMetadata().getNamespace() + ".svc";
    String file =
        Rendered.json(
            new File(
                fleet.getMetadata().getName(), new Target(host, listener.port()), fleet.getSpec()));
    List<HasMetadata> all = new ArrayList<>();
    all.add(
        new ConfigMapBuilder()
            .withMetadata(Owners.metadata(fleet, name, labels))
            .addToData("fleet.json", file)
            .build());
    all.add(
        new DeploymentBuilder()
            .withMetadata(Owners.metadata(fleet, name, labels))
            .withNewSpec()
            .withReplicas(1)
            .withRevisionHistoryLimit(1)
            .withNewStrategy()
            .withType("Recreate")
            .endStrategy()
            .withNewSelector()
            .withMatchLabels(selector)
            .endSelector()
            .withTemplate(
                new PodRendering(settings)
                    .render(
                        new PodRendering.Wanted(
                            "fleet",
                            "fleet",
                            labels,
                            Rendered.hash(file),
                            ANYWHERE,
                            Sizing.FLEET,
                            HEAP,
                            List.of(),
                            mounts(fleet, name),
                            List.of())))
            .endSpec()
            .build());
    if (settings.networkPolicies()) {
      all.add(NetworkRules.toGateway(fleet, name, labels, selector));
    }
    all.forEach(Rendered::mark);
    return List.copyOf(all);
  }

  private static Mounts mounts(DeviceFleet fleet, String name) {
    Mounts mounts = Mounts.basic(name);
    if (fleet.getSpec().identities() == null) {
      return mounts;
    }
    String secret = fleet.getSpec().identities().secretName();
    return mounts.andSecret("identities-0", secret, IDENTITIES + secret);
  }
}
