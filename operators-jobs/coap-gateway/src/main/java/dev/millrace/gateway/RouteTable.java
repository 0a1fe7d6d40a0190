package dev.millrace.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the resource of a path; plain text goes before variables. Immutable.
 *
 * @param <R> the kind of its resources
 */
final class RouteTable<R extends Served> {
  private final List<R> routes;

  /**
   * @param routes no two of one shape
   */
  RouteTable(List<R> routes) {
    this.routes =
        routes.stream()
            .sorted(
                Comparator.comparing((R route) -> route.path().rank())
                    .thenComparing(route -> route.path().toString()))
            .toList();
  }

  /** A resource and the values of its path's variables. */
  record Match<R extends Served>(R route, Map<String, String> variables) {}

  Optional<Match<R>> find(List<String> path) {
    for (R route : routes) {
      Optional<Map<String, String>> variables = route.path().match(path);
      if (variables.isPresent()) {
        return Optional.of(new Match<>(route, variables.get()));
      }
    }
    return Optional.empty();
  }

  /** All resources, in the order in which they are tried. */
  List<R> routes() {
    return routes;
  }
}
