package dev.millrace.e2e.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call as the API server has seen it.
 *
 * @param id equal in all lines about one call: a watch has one for its beginning and one for its
 *     end
 * @param received when it came in; the epoch if the log does not say
 * @param rights that it took, the one of its verb first
 * @param object namespace and name of what it was about, as far as it was one object
 * @param code of the answer, 0 if there was none yet
 * @param message of the answer
 */
public record AuditEvent(
    String id, Instant received, List<Right> rights, String object, int code, String message) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Takes a copy. */
  public AuditEvent {
    rights = List.copyOf(rights);
  }

  /**
   * Those of an account, in the order of the log.
   *
   * @param lines of a log, one event each; others' may be half written
   * @param account as the API server names it: {@code system:serviceaccount:NAMESPACE:NAME}
   * @throws IllegalArgumentException when a line about the account is no event
   */
  public static Stream<AuditEvent> of(Stream<String> lines, String account) {
    return lines
        .filter(line -> line.contains(account))
        .map(AuditEvent::tree)
        .filter(event -> event.at("/user/username").asText().equals(account))
        .map(AuditEvent::of);
  }

  /** Whether it asked for a change. */
  public boolean isWrite() {
    return !List.of("get", "list", "watch").contains(rights.getFirst().verb());
  }

  private static AuditEvent of(JsonNode event) {
    return new AuditEvent(
        event.path("auditID").asText(),
        Instant.parse(event.path("requestReceivedTimestamp").asText(Instant.EPOCH.toString())),
        taken(event),
        event.at("/objectRef/namespace").asText() + "/" + event.at("/objectRef/name").asText(),
        event.at("/responseStatus/code").asInt(),
        event.at("/responseStatus/message").asText("no reason"));
  }

  /** An apply that makes an object needs the right to create it as well. */
  private static List<Right> taken(JsonNode event) {
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

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an audit event: " + line, e);
    }
  }
}
