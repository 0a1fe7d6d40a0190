package dev.millrace.e2e.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an account has done, as the API server's audit log tells it.
 *
 * @param used the rights that it took
 * @param refused calls that it had no right to, each once
 */
public record AuditedCalls(Set<Right> used, List<String> refused) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Takes copies. */
  public AuditedCalls {
    used = Set.copyOf(used);
    refused = List.copyOf(refused);
  }

  /**
   * Reads a log, one event a line.
   *
   * @param account as the API server names it: {@code system:serviceaccount:NAMESPACE:NAME}
   * @throws IllegalArgumentException if a line about the account is no event
   */
  public static AuditedCalls read(Stream<String> lines, String account) {
    SortedSet<Right> used = new TreeSet<>();
    SortedSet<String> refused = new TreeSet<>();
    // Others' lines may be half written.
    Iterator<String> about = lines.filter(line -> line.contains(account)).iterator();
    while (about.hasNext()) {
      JsonNode event = event(about.next());
      if (event.at("/user/username").asText().equals(account)) {
        List<Right> taken = rights(event);
        if (event.at("/responseStatus/code").asInt() == HttpURLConnection.HTTP_FORBIDDEN) {
          refused.add(
              taken.getFirst() + ": " + event.at("/responseStatus/message").asText("no reason"));
        } else {
          used.addAll(taken);
        }
      }
    }
    return new AuditedCalls(used, new ArrayList<>(refused));
  }

  /** An apply that makes an object needs the right to create it as well. */
  private static List<Right> rights(JsonNode event) {
    String verb = event.path("verb").asText();
    JsonNode object = event.path("objectRef");
    if (object.isMissingNode()) {
      return List.of(
          new Right("", event.path("requestURI").asText().replaceFirst("\\?.*", ""), verb));
    }
    String subresource = object.path("subresource").asText("");
    String resource =
        object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource);
    Right right = new Right(object.path("apiGroup").asText(""), resource, verb);
    boolean made = event.at("/responseStatus/code").asInt() == HttpURLConnection.HTTP_CREATED;
    return verb.equals("patch") && made
        ? List.of(right, new Right(right.group(), resource, "create"))
        : List.of(right);
  }

  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an audit event: " + line, e);
    }
  }
}
