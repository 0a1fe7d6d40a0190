package dev.millrace.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the resource of a path; plain text goes before variables. Immutable. */
final class RouteTable {
  private final List<Route> routes;

  /**
   * @param routes no two of one shape
   */
  RouteTable(List<Route> routes) {
    this.routes =
        routes.stream()
            .sorted(
                Comparator.comparing((Route route) -> route.path().rank())
                    .thenComparing(route -> route.path().toString()))
            .toList();
  }

  /** A resource and the values of its path's variables. */
  record Match(Route route, Map<String, String> variables) {}

  Optional<Match> find(List<String> path) {
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.path().match(path);
      if (variables.isPresent()) {
        return Optional.of(new Match(route, variables.get()));
      }
    }
    return Optional.empty();
  }

  /** All resources, in the order in which they are tried. */
  List<Route> routes() {
    return routes;
  }
}
