package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.PathTemplate;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import dev.millrace.stream.codec.ContentFormat;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What simulated devices send is what their gateway takes. */
final class Fleets {
  private static final FieldPath SPEC = FieldPath.of("spec");

  private final Resource<DeviceFleetSpec> fleet;
  private final Resource<CoapGatewaySpec> gateway;
  private final Problems problems;

  private Fleets(
      Resource<DeviceFleetSpec> fleet, Resource<CoapGatewaySpec> gateway, Problems problems) {
    this.fleet = fleet;
    this.gateway = gateway;
    this.problems = problems;
  }

  static void check(Inventory inventory, Problems problems) {
    for (Resource<DeviceFleetSpec> fleet : inventory.fleets()) {
      String name = fleet.spec().gateway();
      Optional<Resource<CoapGatewaySpec>> gateway =
          Inventory.find(inventory.gateways(), fleet, name);
      if (gateway.isPresent()) {
        Fleets check = new Fleets(fleet, gateway.get(), problems);
        check.listener();
        check.path();
      } else {
        problems.add(
            fleet,
            SPEC.field("gateway"),
            "no CoapGateway '" + name + "' in namespace " + fleet.namespace() + ".",
            Names.suggest(
                "CoapGateways", name, Inventory.names(inventory.gateways(), fleet.namespace())));
      }
    }
  }

  private void listener() {
    ListenerSpec.Protocol protocol = fleet.spec().protocol();
    List<ListenerSpec> listeners = gateway.spec().listeners();
    if (listeners.stream().noneMatch(listener -> listener.protocol() == protocol)) {
      problems.add(
          fleet,
          SPEC.field("protocol"),
          "gateway " + gateway.name() + " has no " + protocol + " listener.",
          Names.list(
              "Listeners",
              listeners.stream()
                  .map(listener -> listener.protocol() + " " + listener.port())
                  .toList()));
    }
  }

  private void path() {
    FleetPaths paths = new FleetPaths(fleet.spec());
    Set<String> unknown = paths.unknown();
    for (String variable : unknown) {
      problems.add(
          fleet,
          SPEC.field("path"),
          "variable '" + variable + "' has no values.",
          Names.suggest("Variables", variable, paths.known()));
    }
    if (unknown.isEmpty()) {
      List<Route> routes =
          gateway.spec().resources().stream()
              .flatMap(resource -> Route.of(resource).stream())
              .sorted(Comparator.comparing(route -> route.template().rank()))
              .toList();
      if (routes.size() < gateway.spec().resources().size()) {
        return;
      }
      for (List<String> path : paths.samples()) {
        if (!isTaken(path, routes)) {
          return;
        }
      }
    }
  }

  /** Whether the gateway takes what is sent to a path; what it does not take is reported. */
  private boolean isTaken(List<String> segments, List<Route> routes) {
    String path = "/" + String.join("/", segments);
    Optional<Route> found =
        routes.stream().filter(route -> route.template().match(segments).isPresent()).findFirst();
    if (found.isEmpty()) {
      problems.add(
          fleet,
          SPEC.field("path"),
          "gateway " + gateway.name() + " has no resource for " + path + ".",
          Names.list("Resources", gateway.spec().resources().stream().map(r -> r.path()).toList()));
      return false;
    }
    Route route = found.get();
    if (!route.takes(fleet.spec().method())) {
      List<String> methods = route.methods().stream().map(Enum::name).toList();
      refused("method", fleet.spec().method().name(), path, methods);
    }
    if (!route.takes(fleet.spec().format())) {
      refused("format", fleet.spec().format(), path, route.resource().formats());
    }
    return route.takes(fleet.spec().method()) && route.takes(fleet.spec().format());
  }

  private void refused(String what, String value, String path, Collection<String> taken) {
    problems.add(
        fleet,
        SPEC.field(what),
        "gateway %s does not take %s at %s.".formatted(gateway.name(), value, path),
        Names.list("It takes", taken));
  }

  /** A resource of the gateway; without methods it takes POST, without formats any format. */
  private record Route(GatewayResourceSpec resource, PathTemplate template) {
    /** Empty if the path is no template, which the check of the gateway reports. */
    static Optional<Route> of(GatewayResourceSpec resource) {
      try {
        return Optional.of(new Route(resource, PathTemplate.parse(resource.path())));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    boolean takes(GatewayResourceSpec.Method method) {
      return methods().contains(method);
    }

    List<GatewayResourceSpec.Method> methods() {
      return resource.methods() == null
          ? List.of(GatewayResourceSpec.Method.POST)
          : resource.methods();
    }

    boolean takes(String format) {
      Optional<ContentFormat> sent = ContentFormat.fromMediaType(format);
      return resource.formats() == null
          || resource.formats().stream().map(ContentFormat::fromMediaType).anyMatch(sent::equals);
    }
  }
}
