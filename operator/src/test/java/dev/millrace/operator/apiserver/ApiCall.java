package dev.millrace.operator.apiserver;

import io.fabric8.kubernetes.client.http.HttpRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A kind of calls.
 *
 * @param verb as the API server names it
 * @param resource with its subresource
 */
record ApiCall(String verb, String resource) implements Comparable<ApiCall> {
  static ApiCall of(HttpRequest request) {
    return of(request.method(), request.uri());
  }

  static ApiCall of(String method, URI uri) {
    List<String> path = new ArrayList<>(List.of(uri.getPath().substring(1).split("/")));
    if (!path.getFirst().startsWith("api") || path.size() < 3) {
      return new ApiCall("get", uri.getPath());
    }
    List<String> rest = path.subList(path.getFirst().equals("api") ? 2 : 3, path.size());
    if (rest.isEmpty()) {
      return new ApiCall("get", uri.getPath());
    }
    if (rest.getFirst().equals("namespaces") && rest.size() > 2) {
      rest = rest.subList(2, rest.size());
    }
    boolean named = rest.size() > 1;
    String resource = rest.getFirst() + (rest.size() > 2 ? "/" + rest.get(2) : "");
    return new ApiCall(verb(method, uri, named), resource);
  }

  private static String verb(String method, URI uri, boolean named) {
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    return switch (method) {
      case "GET" -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }

  boolean isMutating() {
    return !List.of("get", "list", "watch").contains(verb);
  }

  @Override
  public int compareTo(ApiCall other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return verb + " " + resource;
  }
}
