package dev.millrace.gateway;

import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.GatewayResourceSpec.Method;
import dev.millrace.api.PathTemplate;
import dev.millrace.stream.codec.ContentFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the routes of a gateway, and finds everything that is wrong with its resources at once. */
final class RouteCompiler {
  private final RequestExpressions expressions;
  private final List<String> problems = new ArrayList<>();

  RouteCompiler(RequestExpressions expressions) {
    this.expressions = expressions;
  }

  /**
   * The routes. A resource that names no method takes POST; one that names no format takes all.
   *
   * @throws GatewayStartException naming every problem and its place
   */
  RouteTable compile(List<GatewayResourceSpec> resources) {
    List<Route> routes = new ArrayList<>();
    Map<String, PathTemplate> shapes = new HashMap<>();
    for (int i = 0; i < resources.size(); i++) {
      String place = "spec.resources[" + i + "]";
      route(place, resources.get(i))
          .ifPresent(
              route -> {
                PathTemplate other = shapes.putIfAbsent(route.path().shape(), route.path());
                if (other != null) {
                  problems.add(
                      place + ".path: " + route.path() + " matches the same paths as " + other);
                }
                routes.add(route);
              });
    }
    if (!problems.isEmpty()) {
      throw new GatewayStartException(String.join("\n", problems));
    }
    return new RouteTable(routes);
  }

  private Optional<Route> route(String place, GatewayResourceSpec resource) {
    Optional<PathTemplate> path =
        attempt(place + ".path", () -> PathTemplate.parse(resource.path()));
    Optional<Set<ContentFormat>> formats =
        attempt(place + ".formats", () -> formats(resource.formats()));
    if (resource.topic() == null) {
      problems.add(place + ".topic: is missing");
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    List<String> variables = path.get().variables();
    Optional<RequestExpression<String>> key =
        Optional.ofNullable(resource.key())
            .flatMap(source -> attempt(place + ".key", () -> expressions.text(source, variables)));
    Optional<RequestExpression<Boolean>> authorize =
        Optional.ofNullable(resource.authorize())
            .flatMap(
                source -> attempt(place + ".authorize", () -> expressions.bool(source, variables)));
    return formats.map(
        accepted ->
            new Route(
                path.get(),
                methods(resource.methods()),
                accepted,
                resource.topic(),
                key,
                authorize,
                Optional.ofNullable(resource.resourceType())));
  }

  private <T> Optional<T> attempt(String place, Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (IllegalArgumentException e) {
      problems.add(place + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Set<Method> methods(List<Method> named) {
    return named == null ? EnumSet.of(Method.POST) : EnumSet.copyOf(named);
  }

  private static Set<ContentFormat> formats(List<String> named) {
    if (named == null) {
      return EnumSet.allOf(ContentFormat.class);
    }
    EnumSet<ContentFormat> formats = EnumSet.noneOf(ContentFormat.class);
    for (String mediaType : named) {
      formats.add(
          ContentFormat.fromMediaType(mediaType)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "unknown content format '"
                              + mediaType
                              + "'; known: "
                              + String.join(
                                  ", ",
                                  Arrays.stream(ContentFormat.values())
                                      .map(ContentFormat::mediaType)
                                      .toList()))));
    }
    return formats;
  }
}
