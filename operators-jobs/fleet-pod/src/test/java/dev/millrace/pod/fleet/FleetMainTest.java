package dev.millrace.pod.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.pod.ExitCode;
import dev.millrace.pod.testing.PodUnderTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process against a real gateway. */
class FleetMainTest {
  private static final String TOPIC = "lots";

  @TempDir static Path brokerDirectory;
  private static EmbeddedKafka broker;
  private static Admin admin;
  private static CoapGateway gateway;

  @TempDir Path root;

  @BeforeAll
  static void startGateway() throws Exception {
    broker = EmbeddedKafka.start(brokerDirectory, 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    new Topics(admin, Duration.ofSeconds(30)).ensure(Map.of(TOPIC, 1));
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                "gateway",
                new CoapGatewaySpec(
                    "edge",
                    new KafkaSpec(broker.bootstrapServers(), null),
                    List.of(new ListenerSpec(ListenerSpec.Protocol.coap, 0, null)),
                    List.of(
                        new GatewayResourceSpec(
                            "/lots/{lot}", null, null, TOPIC, null, null, null)),
                    null,
                    null)),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
  }

  @AfterAll
  static void stopGateway() {
    gateway.close();
    admin.close();
    broker.close();
  }

  private void write(String host, String phase) throws Exception {
    Files.writeString(
        Files.createDirectories(root.resolve("config")).resolve("fleet.json"),
        """
        {"name": "sensors", "target": {"host": "%s", "port": %d},
         "spec": {"gateway": "gateway", "protocol": "coap", "devices": 3, "seed": 1,
           "path": "/lots/{device}", "method": "POST", "confirmable": true,
           "format": "application/json", "payload": {"n": {"sequence": true}},
           "phases": [%s]}}
        """
            .formatted(host, gateway.endpoints().get(0).getPort(), phase));
  }

  private static long records() throws Exception {
    TopicPartition only = new TopicPartition(TOPIC, 0);
    return admin
        .listOffsets(Map.of(only, OffsetSpec.latest()))
        .partitionResult(only)
        .get()
        .offset();
  }

  @Test
  void staysWhenItsPhasesAreOver() throws Exception {
    write("127.0.0.1", "{\"rate\": 10, \"arrivals\": \"Regular\", \"duration\": \"2s\"}");
    long before = records();
    try (PodUnderTest pod = PodUnderTest.start(FleetMain.class, root).awaitReady()) {
      JsonNode status = pod.awaitStatus(now -> now.path("finished").asBoolean());

      assertThat(status.path("devices").asInt()).isEqualTo(3);
      assertThat(status.path("sent").asLong()).isPositive();
      assertThat(status.path("acknowledged")).isEqualTo(status.path("sent"));
      assertThat(records() - before).isEqualTo(status.path("sent").asLong());
      assertThat(pod.get("/healthz/ready").statusCode()).isEqualTo(200);
      assertThat(pod.get("/metrics").body()).contains("process_resident_memory_bytes");
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
    }
  }

  @Test
  void waitsForItsLastAnswersWhenItIsToldToEnd() throws Exception {
    write("localhost", "{\"rate\": 20, \"arrivals\": \"Regular\"}");
    try (PodUnderTest pod = PodUnderTest.start(FleetMain.class, root).awaitReady()) {
      JsonNode unused = pod.awaitStatus(now -> now.path("acknowledged").asLong() > 10);
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
    }
  }

  @Test
  void waitsForANameThatIsNotThereYet() throws Exception {
    write("gateway.invalid", "{\"rate\": 20, \"arrivals\": \"Regular\"}");
    try (PodUnderTest pod = PodUnderTest.start(FleetMain.class, root).awaitStarted()) {
      await()
          .atMost(PodUnderTest.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(pod.get("/healthz/ready").body())
                      .contains("'gateway.invalid' cannot be resolved"));
      assertThat(pod.get("/healthz/ready").statusCode()).isEqualTo(503);
      assertThat(pod.status().path("devices").asInt()).isZero();
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
    }
  }

  @Test
  void wrongConfigurationEndsItWithFileAndField() throws Exception {
    write("127.0.0.1", "{\"rate\": -1}");
    try (PodUnderTest pod = PodUnderTest.start(FleetMain.class, root)) {
      assertThat(pod.exitCode()).isEqualTo(ExitCode.WRONG_CONFIGURATION);
      assertThat(pod.log()).contains("fleet.json", "spec.phases[0].rate");
    }
  }
}
