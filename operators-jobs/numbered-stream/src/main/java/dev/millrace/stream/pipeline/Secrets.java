package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.GatewayHandOverSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSecrets;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.SecretReference;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import dev.millrace.api.manifest.SecretResource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Secrets that are named exist and hold what they are named for, and a gateway knows all identities
 * of its fleets. Messages have names of Secrets and of identities, never a value.
 */
final class Secrets {
  private static final FieldPath SPEC = FieldPath.of("spec");

  private final Inventory inventory;
  private final Problems problems;

  private Secrets(Inventory inventory, Problems problems) {
    this.inventory = inventory;
    this.problems = problems;
  }

  static void check(Inventory inventory, Problems problems) {
    Secrets secrets = new Secrets(inventory, problems);
    for (Resource<CoapGatewaySpec> gateway : inventory.gateways()) {
      secrets.credentials(gateway, gateway.spec().kafka());
      GatewayHandOverSpec handOver = gateway.spec().handOver();
      if (handOver != null) {
        secrets.entries(
            gateway,
            SPEC.field("handOver").field("key"),
            handOver.key(),
            List.of(GatewayHandOverSpec.ENTRY));
      }
      List<ListenerSpec> listeners = gateway.spec().listeners();
      for (int index = 0; index < listeners.size(); index++) {
        FieldPath place = SPEC.field("listeners").index(index);
        ListenerSpec listener = listeners.get(index);
        secrets.identities(gateway, place.field("identities"), listener.identities());
        secrets.entries(
            gateway,
            place.field("certificate"),
            listener.certificate(),
            List.of(ListenerSecrets.CERTIFICATE, ListenerSecrets.KEY));
        secrets.entries(
            gateway,
            place.field("deviceAuthorities"),
            listener.deviceAuthorities(),
            List.of(ListenerSecrets.AUTHORITIES));
      }
    }
    for (Resource<StreamPipelineSpec> pipeline : inventory.pipelines()) {
      secrets.credentials(pipeline, pipeline.spec().kafka());
    }
    for (Resource<DeviceFleetSpec> fleet : inventory.fleets()) {
      secrets
          .identities(fleet, SPEC.field("identities"), fleet.spec().identities())
          .ifPresent(secret -> secrets.known(fleet, secret));
    }
  }

  private void credentials(Resource<?> resource, KafkaSpec kafka) {
    if (kafka != null) {
      secret(resource, SPEC.field("kafka").field("credentials"), kafka.credentials());
    }
  }

  private Optional<Resource<SecretResource>> identities(
      Resource<?> resource, FieldPath place, SecretReference reference) {
    Optional<Resource<SecretResource>> secret = secret(resource, place, reference);
    if (secret.isPresent() && secret.get().spec().keys().isEmpty()) {
      problems.add(
          resource,
          place.field("secretName"),
          "Secret " + secret.get().name() + " holds no identity.",
          "Give it an entry for each identity: its name and its pre-shared key.");
    }
    return secret;
  }

  private void entries(
      Resource<?> resource, FieldPath place, SecretReference reference, List<String> needed) {
    secret(resource, place, reference)
        .ifPresent(
            secret ->
                needed.stream()
                    .filter(entry -> !secret.spec().keys().contains(entry))
                    .forEach(
                        entry ->
                            problems.add(
                                resource,
                                place.field("secretName"),
                                "Secret " + secret.name() + " has no entry " + entry + ".",
                                Names.list("It needs", needed))));
  }

  private Optional<Resource<SecretResource>> secret(
      Resource<?> resource, FieldPath place, SecretReference reference) {
    if (reference == null) {
      return Optional.empty();
    }
    String name = reference.secretName();
    Optional<Resource<SecretResource>> secret = Inventory.find(inventory.secrets(), resource, name);
    if (secret.isEmpty()) {
      problems.add(
          resource,
          place.field("secretName"),
          "no Secret '" + name + "' in namespace " + resource.namespace() + ".",
          Names.suggest(
              "Secrets", name, Inventory.names(inventory.secrets(), resource.namespace())));
    }
    return secret;
  }

  private void known(Resource<DeviceFleetSpec> fleet, Resource<SecretResource> secret) {
    Optional<Resource<CoapGatewaySpec>> gateway =
        Inventory.find(inventory.gateways(), fleet, fleet.spec().gateway());
    if (gateway.isEmpty()) {
      return;
    }
    TreeSet<String> unknown = new TreeSet<>(secret.spec().keys());
    boolean anyKnown = false;
    for (ListenerSpec listener : gateway.get().spec().listeners()) {
      if (listener.identities() != null) {
        Optional<Resource<SecretResource>> accepted =
            Inventory.find(inventory.secrets(), fleet, listener.identities().secretName());
        accepted.ifPresent(keys -> unknown.removeAll(keys.spec().keys()));
        anyKnown |= accepted.isPresent();
      }
    }
    if (anyKnown && !unknown.isEmpty()) {
      problems.add(
          fleet,
          SPEC.field("identities").field("secretName"),
          "gateway %s does not know %d of the identities in Secret %s, the first is '%s'."
              .formatted(gateway.get().name(), unknown.size(), secret.name(), unknown.first()),
          "Add them to the Secret of its coaps listener.");
    }
  }
}
