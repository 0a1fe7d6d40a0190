package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.NodePool;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All controllers start together and write by server-side apply. What an API server makes of it is
 * for tests on a real one.
 */
@EnableKubernetesMockClient(crud = true)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperatorStartTest {
  /** Held, as loggers that nobody holds forget their level. */
  private static final Logger SERVER_LOG = Logger.getLogger("io.fabric8.mockwebserver");

  static {
    SERVER_LOG.setLevel(Level.WARNING);
  }

  private static final String FORCED = "fieldManager=millrace&force=true";

  @TempDir Path scratch;
  private KubernetesMockServer server;
  private KubernetesClient client;

  @Test
  void aPoolGetsItsStatusAndAGatewayItsObjects() throws Exception {
    NodePool pool = Resources.pool(Manifest.EDGE_NORTH, 1);
    client.resource(pool).create();
    CoapGateway gates = Resources.gateway(Manifest.GATES);
    client.resource(gates).create();
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName("n")
                .addToLabels("millrace.dev/pool", "edge-north")
                .endMetadata()
                .build())
        .create();
    OperatorSettings settings =
        SettingsReader.read(Map.of("MILLRACE_NAMESPACES", "plant"), List.of());
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    UnreadyMeter unready = new UnreadyMeter(registry, Clock.systemUTC());
    try (OperatorAssembly assembly =
        new OperatorAssembly(client, settings, scratch, registry, unready, cause -> {})) {
      // A scraper may come before the caches are there.
      assertThatCode(unready::refresh).doesNotThrowAnyException();
      assembly.start();
      awaitPatches(
          Set.of(
              "/apis/millrace.dev/v1alpha1/nodepools/edge-north/status",
              "/api/v1/namespaces/plant/configmaps/gates-gateway"));
      assertThatCode(unready::refresh).doesNotThrowAnyException();
    }
  }

  private void awaitPatches(Set<String> wanted) throws InterruptedException {
    Set<String> missing = new LinkedHashSet<>(wanted);
    while (!missing.isEmpty()) {
      RecordedRequest request = server.takeRequest(60, TimeUnit.SECONDS);
      assertThat(request).as("still missing: %s", missing).isNotNull();
      if (request.getMethod().equals("PATCH")) {
        String[] target = request.getPath().split("\\?", 2);
        if (missing.remove(target[0])) {
          assertThat(target[1]).isEqualTo(FORCED);
          assertThat(request.getHeader("Content-Type")).startsWith("application/apply-patch+yaml");
        }
      }
    }
  }
}
