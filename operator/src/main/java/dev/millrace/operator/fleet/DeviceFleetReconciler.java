package dev.millrace.operator.fleet;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.DeviceFleetStatus;
import dev.millrace.api.ListenerSpec;
import dev.millrace.operator.apply.Caches;
import dev.millrace.operator.apply.NameTakenException;
import dev.millrace.operator.apply.ObjectApplier;
import dev.millrace.operator.render.FleetRendering;
import dev.millrace.operator.status.Secrets;
import dev.millrace.operator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Runs fleets once their gateways are there. */
@ControllerConfiguration(name = "devicefleet", fieldManager = "millrace")
public final class DeviceFleetReconciler implements Reconciler<DeviceFleet> {
  private static final int HTTP_PORT = 8080;
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /** How old the counts in a status may be. */
  private static final Duration READING = Duration.ofSeconds(30);

  private final StatusWriter statuses;
  private final Caches caches;
  private final ObjectApplier applier;
  private final FleetRendering rendering;
  private final Secrets secrets;
  private final Clock clock;
  private final FleetSources sources = new FleetSources();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /** A reconciler that makes what {@code rendering} renders. */
  public DeviceFleetReconciler(
      StatusWriter statuses,
      Caches caches,
      ObjectApplier applier,
      FleetRendering rendering,
      Secrets secrets,
      Clock clock) {
    this.statuses = statuses;
    this.caches = caches;
    this.applier = applier;
    this.rendering = rendering;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, DeviceFleet>> prepareEventSources(
      EventSourceContext<DeviceFleet> context) {
    return sources.prepare(context, caches);
  }

  @Override
  public UpdateControl<DeviceFleet> reconcile(DeviceFleet fleet, Context<DeviceFleet> context) {
    Optional<CoapGateway> gateway = sources.gateway(fleet);
    Optional<ListenerSpec> listener =
        gateway.flatMap(found -> FleetRendering.listener(fleet.getSpec(), found));
    Outcome outcome =
        listener
            .map(at -> carryOut(fleet, gateway.orElseThrow(), at))
            .orElse(new Outcome(Optional.empty(), null));
    boolean ready =
        outcome.deployment().map(FleetSources::isReady).orElseGet(() -> sources.isReady(fleet));
    FleetObservation seen =
        new FleetObservation(
            fleet,
            gateway,
            listener,
            ready,
            sources.pods(fleet),
            ready ? List.of() : missingSecrets(fleet),
            ready ? reading(fleet) : FleetReading.UNKNOWN,
            outcome.taken());
    DeviceFleetStatus status = FleetStatuses.of(seen, clock.instant());
    statuses.write(fleet, status, DeviceFleet::new, DeviceFleetStatus::conditions);
    return seen.reading().sent() == null
        ? UpdateControl.noUpdate()
        : UpdateControl.<DeviceFleet>noUpdate().rescheduleAfter(READING);
  }

  /**
   * What has come of the objects.
   *
   * @param deployment as it is now, empty if it was not come to
   * @param taken what is in the way, or null
   */
  private record Outcome(Optional<Deployment> deployment, String taken) {}

  private Outcome carryOut(DeviceFleet fleet, CoapGateway gateway, ListenerSpec listener) {
    Optional<Deployment> deployment = Optional.empty();
    try {
      for (HasMetadata object : rendering.render(fleet, gateway, listener)) {
        if (applier.apply(object, sources.find(object)) instanceof Deployment now) {
          deployment = Optional.of(now);
        }
      }
      return new Outcome(deployment, null);
    } catch (NameTakenException e) {
      return new Outcome(deployment, e.getMessage());
    }
  }

  private List<String> missingSecrets(DeviceFleet fleet) {
    return fleet.getSpec().identities() == null
        ? List.of()
        : secrets.missing(
            fleet.getMetadata().getNamespace(),
            Map.of(fleet.getSpec().identities().secretName(), Set.of()));
  }

  private FleetReading reading(DeviceFleet fleet) {
    return sources.pods(fleet).stream()
        .map(Pod::getStatus)
        .filter(Objects::nonNull)
        .map(status -> status.getPodIP())
        .filter(Objects::nonNull)
        .findFirst()
        .flatMap(address -> FleetReading.ask(http, address, HTTP_PORT))
        .orElse(FleetReading.UNKNOWN);
  }
}
