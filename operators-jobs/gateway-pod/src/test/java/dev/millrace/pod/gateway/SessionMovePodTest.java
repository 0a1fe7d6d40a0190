package dev.millrace.pod.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.pod.ExitCode;
import dev.millrace.pod.testing.PodUnderTest;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod is replaced by another process; its devices do not notice. */
class SessionMovePodTest {
  private static final int SPARE_SECONDS = 30;

  @TempDir Path root;

  private Path files(String name, String brokers, int port) throws Exception {
    Path directory = Files.createDirectories(root.resolve(name));
    new GatewayDirectory(directory, brokers)
        .write(
            """
            {"name": "north", "perNode": true, "spec": {"pool": "edge",
              "kafka": {"bootstrapServers": "%s"},
              "listeners": [
                {"protocol": "coaps", "port": %d, "identities": {"secretName": "keys"}}],
              "resources": [{"path": "/lots/{lot}", "topic": "lots"}],
              "handOver": {"topic": "sessions", "key": {"secretName": "session-key"}}}}
            """
                .formatted(brokers, port))
        .key("d1", "key of d1");
    Path secret = Files.createDirectories(directory.resolve("identities").resolve("session-key"));
    Files.writeString(secret.resolve("key"), "0123456789abcdef0123456789abcdef");
    return directory;
  }

  // Would catch: a pod that ends without leaving its sessions, or becomes ready without taking
  // them; a Secret that is not read; a session that works only in the process that made it.
  @Test
  void aDeviceGoesOnWithoutAHandshakeWhenItsPodIsReplaced() throws Exception {
    int port;
    try (DatagramSocket free = new DatagramSocket(0)) {
      port = free.getLocalPort();
    }
    try (EmbeddedKafka broker = EmbeddedKafka.start(root.resolve("kafka"), 0)) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        new Topics(admin, Duration.ofSeconds(SPARE_SECONDS))
            .ensure(Map.of("lots", 1, "sessions", 1));
      }
      Path first = files("first", broker.bootstrapServers(), port);
      Path second = files("second", broker.bootstrapServers(), port);
      try (TestDevice device = TestDevice.secure(port, "d1", "key of d1")) {
        try (PodUnderTest pod = PodUnderTest.start(GatewayMain.class, first).awaitReady()) {
          assertThat(device.post("/lots/a", "{\"n\": 1}")).isEqualTo(ResponseCode.CHANGED);
          assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
        }
        int handshakes = device.handshakes();
        try (PodUnderTest pod = PodUnderTest.start(GatewayMain.class, second).awaitReady()) {
          // Sent again by the device until the pod has taken the session.
          assertThat(device.post("/lots/a", "{\"n\": 2}")).isEqualTo(ResponseCode.CHANGED);
          assertThat(pod.get("/metrics").body())
              .contains(
                  "millrace_gateway_sessions_moved_total{gateway=\"north\",outcome=\"taken\"}");
        }
        assertThat(device.handshakes()).isPositive().isEqualTo(handshakes);
      }
    }
  }
}
