package dev.millrace.operator.fleet;

import dev.millrace.api.DeviceFleetStatus;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import dev.millrace.operator.status.PodTrouble;
import dev.millrace.operator.status.Reason;
import dev.millrace.operator.status.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The status of a fleet. */
final class FleetStatuses {
  private static final String GATEWAY = "GatewayReady";
  private static final String PODS = "PodsReady";

  private FleetStatuses() {}

  static DeviceFleetStatus of(FleetObservation seen, Instant now) {
    DeviceFleetStatus before = seen.fleet().getStatus();
    Long generation = seen.fleet().getMetadata().getGeneration();
    return new DeviceFleetStatus(
        generation,
        Conditions.of(before == null ? null : before.conditions(), generation, now, concerns(seen)),
        seen.reading().devices(),
        seen.reading().sent(),
        seen.reading().acknowledged());
  }

  private static List<Concern> concerns(FleetObservation seen) {
    List<Concern> concerns = new ArrayList<>();
    if (seen.taken() != null) {
      concerns.add(new Concern("NamesFree", Reason.NameTaken, seen.taken()));
    }
    concerns.add(gateway(seen));
    concerns.add(Secrets.concern("SecretsAvailable", seen.missingSecrets()));
    concerns.add(pods(seen));
    return concerns;
  }

  private static Concern gateway(FleetObservation seen) {
    String name = seen.fleet().getSpec().gateway();
    if (seen.gateway().isEmpty()) {
      return new Concern(
          GATEWAY, Reason.GatewayMissing, "No CoapGateway '%s' in this namespace.".formatted(name));
    }
    if (seen.listener().isEmpty()) {
      return new Concern(
          GATEWAY,
          Reason.ListenerMissing,
          "CoapGateway %s has no %s listener.".formatted(name, seen.fleet().getSpec().protocol()));
    }
    return FleetSources.isReady(seen.gateway().get())
        ? Concern.holds(GATEWAY, "CoapGateway %s is ready.".formatted(name))
        : new Concern(
            GATEWAY, Reason.GatewayNotReady, "CoapGateway %s is not ready.".formatted(name));
  }

  private static Concern pods(FleetObservation seen) {
    if (seen.ready()) {
      return Concern.holds(PODS, "The devices run.");
    }
    return PodTrouble.of(seen.pods())
        .map(trouble -> new Concern(PODS, trouble.reason(), trouble.message()))
        .orElseGet(() -> Concern.of(PODS, Reason.PodsStarting));
  }
}
