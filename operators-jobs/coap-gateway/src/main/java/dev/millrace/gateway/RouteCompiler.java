package dev.millrace.gateway;

import dev.millrace.api.CoapGatewaySpec;
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
import java.util.function.BiFunction;

/** Makes the routes of a gateway, and finds everything that is wrong with its resources at once. */
final class RouteCompiler {
  private final RequestExpressions expressions;
  private final CompileProblems problems = new CompileProblems();

  RouteCompiler(RequestExpressions expressions) {
    this.expressions = expressions;
  }

  /**
   * All routes. A resource that names no method takes POST; one that names no format takes all.
   *
   * @throws GatewayStartException naming every problem and its place
   */
  Routes compile(CoapGatewaySpec spec) {
    List<Route> resources = compile("spec.resources", spec.resources(), this::route);
    ReadableCompiler readables = new ReadableCompiler(expressions, problems);
    List<ReadableRoute> readable =
        spec.observe() == null
            ? List.of()
            : compile("spec.observe.resources", spec.observe().resources(), readables::readable);
    problems.throwIfAny();
    return new Routes(new RouteTable<>(resources), new RouteTable<>(readable));
  }

  private <S, R extends Served> List<R> compile(
      String list, List<S> specs, BiFunction<String, S, Optional<R>> step) {
    List<R> routes = new ArrayList<>();
    Map<String, PathTemplate> shapes = new HashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      String place = list + "[" + i + "]";
      step.apply(place, specs.get(i))
          .ifPresent(
              route -> {
                problems.checkShape(place, route.path(), shapes);
                routes.add(route);
              });
    }
    return routes;
  }

  private Optional<Route> route(String place, GatewayResourceSpec resource) {
    Optional<PathTemplate> path =
        problems.attempt(place + ".path", () -> PathTemplate.parse(resource.path()));
    Optional<Set<ContentFormat>> formats =
        problems.attempt(place + ".formats", () -> formats(resource.formats()));
    if (resource.topic() == null) {
      problems.add(place + ".topic", "is missing");
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    List<String> variables = path.get().variables();
    Optional<RequestExpression<String>> key =
        Optional.ofNullable(resource.key())
            .flatMap(
                source ->
                    problems.attempt(place + ".key", () -> expressions.text(source, variables)));
    Optional<RequestExpression<Boolean>> authorize =
        Optional.ofNullable(resource.authorize())
            .flatMap(
                source ->
                    problems.attempt(
                        place + ".authorize", () -> expressions.bool(source, variables)));
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

  private static Set<Method> methods(List<Method> named) {
    return named == null ? EnumSet.of(Method.POST) : EnumSet.copyOf(named);
  }

  private static Set<ContentFormat> formats(List<String> named) {
    if (named == null) {
      return EnumSet.allOf(ContentFormat.class);
    }
    EnumSet<ContentFormat> formats = EnumSet.noneOf(ContentFormat.class);
    named.forEach(mediaType -> formats.add(format(mediaType)));
    return formats;
  }

  /** The format of a media type; throws if there is none. */
  static ContentFormat format(String mediaType) {
    return ContentFormat.fromMediaType(mediaType)
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
                                .toList())));
  }
}
