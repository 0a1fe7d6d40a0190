package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapListBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator's client reads what the API server packs, and what it does not. */
class GzipBodiesTest {
  private static final int MANY = 5_000;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private KubernetesClient client;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        OperatorMain.client(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl("http://localhost:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(1)
                .withRequestRetryBackoffInterval(1)
                .build());
  }

  @AfterEach
  void end() {
    client.close();
    server.stop(0);
  }

  @Test
  void aLongListIsPacked() {
    assertThat(client.configMaps().inNamespace("long").list().getItems()).hasSize(MANY);
    assertThat(asked).containsExactly("gzip");
  }

  @Test
  void aShortOneIsNot() {
    assertThat(client.configMaps().inNamespace("short").list().getItems()).hasSize(1);
  }

  /** The first answer is plain and the second one packed. */
  @Test
  void aRequestThatIsMadeAgainIsReadAnew() {
    assertThat(client.configMaps().inNamespace("busy").list().getItems()).hasSize(MANY);
    assertThat(asked).hasSize(2);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
    String path = exchange.getRequestURI().getPath();
    if (path.contains("busy") && asked.size() == 1) {
      exchange.sendResponseHeaders(503, 0);
      try (OutputStream body = exchange.getResponseBody()) {
        body.write("not now".getBytes(StandardCharsets.UTF_8));
      }
      return;
    }
    boolean packed = !path.contains("short");
    byte[] list = list(packed ? MANY : 1);
    if (packed) {
      exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body =
        packed ? new GZIPOutputStream(exchange.getResponseBody()) : exchange.getResponseBody()) {
      body.write(list);
    }
  }

  private static byte[] list(int number) {
    return new KubernetesSerialization()
        .asJson(
            new ConfigMapListBuilder()
                .withNewMetadata()
                .endMetadata()
                .withItems(
                    IntStream.range(0, number)
                        .mapToObj(
                            i ->
                                new ConfigMapBuilder()
                                    .withNewMetadata()
                                    .withName("map-" + i)
                                    .endMetadata()
                                    .build())
                        .toList())
                .build())
        .getBytes(StandardCharsets.UTF_8);
  }
}
