package dev.millrace.pod.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.ExitCode;
import dev.millrace.pod.testing.PodUnderTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway from files, over real UDP, to a real broker. */
class GatewayPodTest {
  private static final Duration PATIENCE = PodUnderTest.PATIENCE;

  @TempDir static Path brokerDirectory;
  private static EmbeddedKafka broker;

  @TempDir Path root;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedKafka.start(brokerDirectory, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new Topics(admin, Duration.ofSeconds(30))
          .ensure(Map.of("one", 1, "two", 1, "three", 1, "four", 1, "five", 1));
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private GatewayDirectory files() {
    return new GatewayDirectory(root, broker.bootstrapServers());
  }

  private static GatewayPod start(GatewayDirectory files) throws Exception {
    GatewayPod pod = GatewayPod.start(files.environment(), new SimpleMeterRegistry());
    await().atMost(PATIENCE).until(() -> pod.unready().isEmpty());
    return pod;
  }

  private static GatewayReport report(GatewayPod pod) {
    return (GatewayReport) pod.status();
  }

  private static int port(GatewayPod pod) {
    String listener = report(pod).listeners().get(0);
    return Integer.parseInt(listener.substring(listener.lastIndexOf(':') + 1));
  }

  @Test
  void aProcessTakesAMessageToKafkaAndEndsInOrder() throws Exception {
    files().write(GatewayDirectory.PLAIN, "{}", "/lots/{lot}", "one");
    try (PodUnderTest pod = PodUnderTest.start(GatewayMain.class, root).awaitReady()) {
      JsonNode status = pod.status();
      String listener = status.path("listeners").get(0).asText();
      try (TestDevice device =
          TestDevice.plain(Integer.parseInt(listener.substring(listener.lastIndexOf(':') + 1)))) {
        assertThat(device.post("/lots/a", "{\"n\": 1}")).isEqualTo(ResponseCode.CHANGED);
      }
      assertThat(values("one")).containsExactly("{\"n\": 1}");
      assertThat(status.path("brokerReachable").asBoolean()).isTrue();
      assertThat(pod.get("/metrics").body())
          .contains("millrace_gateway_requests_total{code=\"2.04\",gateway=\"north\"");
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
    }
  }

  // Would catch: a reload that closes sockets, drops what is under way, or serves a route before
  // its topic is known.
  @Test // C3
  void noRequestIsLostWhileResourcesChange() throws Exception {
    GatewayDirectory files =
        files().write(GatewayDirectory.PLAIN, "{}", "/steady", "two", "/old", "two");
    try (GatewayPod pod = start(files);
        TestDevice steady = TestDevice.plain(port(pod));
        TestDevice other = TestDevice.plain(port(pod))) {
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<List<ResponseCode>> answers =
          CompletableFuture.supplyAsync(() -> postUntil(steady, enough));

      files.write(
          GatewayDirectory.PLAIN, "{\"retryAfter\": \"9s\"}", "/steady", "two", "/new", "three");
      await().atMost(PATIENCE).until(() -> report(pod).reloads() == 1);
      assertThat(other.post("/new", "1")).isEqualTo(ResponseCode.CHANGED);
      assertThat(other.post("/old", "2")).isEqualTo(ResponseCode.NOT_FOUND);
      files.write(GatewayDirectory.PLAIN, "{}", "/steady", "two", "/old", "two");
      await().atMost(PATIENCE).until(() -> report(pod).reloads() == 2);
      enough.set(true);

      List<ResponseCode> answered = answers.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(answered).isNotEmpty().containsOnly(ResponseCode.CHANGED);
      assertThat(values("two")).hasSize(answered.size());
      assertThat(values("three")).containsExactly("1");
    }
  }

  private static List<ResponseCode> postUntil(TestDevice device, AtomicBoolean enough) {
    List<ResponseCode> answers = new ArrayList<>();
    try {
      while (!enough.get()) {
        answers.add(device.post("/steady", Integer.toString(answers.size())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answers;
  }

  @Test
  void limitsThatNeedItOpenTheGatewayAnew() throws Exception {
    GatewayDirectory files = files().write(listener(0), "{}", "/a", "four");
    int port;
    try (GatewayPod pod = start(files)) {
      port = port(pod);
    }
    files.write(listener(port), "{\"maxPayloadBytes\": 4}", "/a", "four");
    try (GatewayPod pod = start(files)) {
      try (TestDevice device = TestDevice.plain(port)) {
        assertThat(device.post("/a", "12345")).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
      }
      files.write(listener(port), "{\"maxPayloadBytes\": 5}", "/a", "four");
      await().atMost(PATIENCE).until(() -> report(pod).reloads() == 1);
      try (TestDevice device = TestDevice.plain(port)) {
        assertThat(device.post("/a", "12345")).isEqualTo(ResponseCode.CHANGED);
      }
      assertThat(pod.failure()).isNotDone();
    }
  }

  private static String listener(int port) {
    return "{\"protocol\": \"coap\", \"port\": " + port + "}";
  }

  @Test
  void wrongFilesChangeNothing() throws Exception {
    GatewayDirectory files = files().write(GatewayDirectory.PLAIN, "{}", "/a", "five");
    try (GatewayPod pod = start(files);
        TestDevice device = TestDevice.plain(port(pod))) {
      files.write(GatewayDirectory.PLAIN, "{\"maxInFlight\": 9}", "/a/{", "five");
      await().atMost(PATIENCE).until(() -> report(pod).reloadError() != null);

      assertThat(report(pod).reloadError()).contains("gateway.json", "spec.resources[0].path");
      assertThat(device.post("/a", "1")).isEqualTo(ResponseCode.CHANGED);
      assertThat(pod.unready()).isEmpty();

      files.write("{}");
      await().atMost(PATIENCE).until(() -> report(pod).reloadError().contains("field 'name'"));
      files.write(GatewayDirectory.PLAIN, "{}", "/a", "five");
      await().atMost(PATIENCE).until(() -> report(pod).reloadError() == null);
      assertThat(report(pod).reloads()).isZero();
    }
  }

  @Test
  void anotherListenerNeedsANewProcess() throws Exception {
    GatewayDirectory files = files().write(GatewayDirectory.PLAIN, "{}", "/a", "five");
    try (GatewayPod pod = start(files);
        TestDevice device = TestDevice.plain(port(pod))) {
      files.key("d1", "key").write(GatewayDirectory.SECURE, "{}", "/a", "five", "/b", "five");
      await().atMost(PATIENCE).until(() -> report(pod).needsNewProcess());

      await().atMost(PATIENCE).until(() -> report(pod).reloads() == 1);
      assertThat(device.post("/b", "1")).isEqualTo(ResponseCode.CHANGED);
    }
  }

  @Test
  void keysComeAndGoWithTheirFiles() throws Exception {
    GatewayDirectory files =
        files().key("d1", "one").write(GatewayDirectory.SECURE, "{}", "/a", "five");
    try (GatewayPod pod = start(files);
        TestDevice first = TestDevice.secure(port(pod), "d1", "one")) {
      assertThat(first.post("/a", "1")).isEqualTo(ResponseCode.CHANGED);

      files.key("d2", "two");
      await().atMost(PATIENCE).until(() -> report(pod).reloads() == 1);
      try (TestDevice second = TestDevice.secure(port(pod), "d2", "two")) {
        assertThat(second.post("/a", "2")).isEqualTo(ResponseCode.CHANGED);
      }
      assertThat(first.post("/a", "3")).isEqualTo(ResponseCode.CHANGED);

      files.key("d1", "another");
      await().atMost(PATIENCE).until(() -> report(pod).reloads() == 2);
      try (TestDevice late = TestDevice.secure(port(pod), "d1", "one")) {
        assertThat(late.post("/a", "4")).isNull();
      }
      assertThat(values("five")).contains("1", "2", "3").doesNotContain("4");
    }
  }

  @Test
  void wrongConfigurationIsNamedAtTheStart() throws Exception {
    GatewayDirectory files = files().write(GatewayDirectory.PLAIN, "{}", "/a/{", "five");

    assertThatThrownBy(() -> start(files))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("gateway.json")
        .hasMessageContaining("spec.resources[0].path");
  }

  private static List<String> values(String topic) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(topic, 0);
      long end = consumer.endOffsets(List.of(only)).get(only);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      while (consumer.position(only) < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> values.add(new String(record.value(), UTF_8)));
      }
    }
    return values;
  }
}
