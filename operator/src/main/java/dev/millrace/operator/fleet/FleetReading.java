package dev.millrace.operator.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * What a fleet's pod says of itself.
 *
 * @param devices that run
 * @param sent messages
 * @param acknowledged messages
 */
record FleetReading(Integer devices, Long sent, Long acknowledged) {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nothing is known. */
  static final FleetReading UNKNOWN = new FleetReading(null, null, null);

  /** Asks a pod; a pod that cannot be reached from here is no trouble. */
  static Optional<FleetReading> ask(HttpClient http, String address, int port) {
    String host = address.contains(":") ? "[" + address + "]" : address;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/status"))
            .timeout(TIMEOUT)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == OK ? Optional.of(parse(answer.body())) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static FleetReading parse(String text) throws IOException {
    JsonNode status = JSON.readTree(text);
    return new FleetReading(
        status.hasNonNull("devices") ? status.get("devices").asInt() : null,
        status.hasNonNull("sent") ? status.get("sent").asLong() : null,
        status.hasNonNull("acknowledged") ? status.get("acknowledged").asLong() : null);
  }
}
