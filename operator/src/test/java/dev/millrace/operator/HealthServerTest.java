package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a kubelet and a scraper get. */
class HealthServerTest {
  @Test
  void readinessSaysWhatIsMissing() throws Exception {
    AtomicReference<String> missing = new AtomicReference<>("filling the caches");
    try (HealthServer server = HealthServer.start(0, missing::get, () -> "a 1\n")) {
      HttpResponse<String> before = get(server, "/healthz/ready");
      assertThat(before.statusCode()).isEqualTo(503);
      assertThat(before.body()).isEqualTo("filling the caches\n");
      missing.set(null);
      assertThat(get(server, "/healthz/ready").statusCode()).isEqualTo(200);
      assertThat(get(server, "/healthz/live").statusCode()).isEqualTo(200);
      assertThat(get(server, "/metrics").body()).isEqualTo("a 1\n");
      assertThat(get(server, "/other").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(HealthServer server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
