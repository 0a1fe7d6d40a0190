package dev.millrace.pod.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.GatewayConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is taken over, and what needs a new process. */
class ChangeTest {
  private static final GatewayConfig RUNNING = config("kafka:9092", 5683, "/a", "key");

  private static GatewayConfig config(String kafka, int port, String path, String key) {
    CoapGatewaySpec spec =
        new CoapGatewaySpec(
            "edge",
            new KafkaSpec(kafka, null),
            List.of(new ListenerSpec(ListenerSpec.Protocol.coap, port, null)),
            List.of(new GatewayResourceSpec(path, null, null, "t", null, null, null)),
            null,
            null);
    return GatewayConfig.local("north", spec)
        .withIdentities(Map.of("keys", Map.of("d1", key.getBytes(UTF_8))));
  }

  @Test
  void theSameIsNoChange() {
    Change change = Change.between(RUNNING, config("kafka:9092", 5683, "/a", "key"));

    assertThat(change.differs()).isFalse();
    assertThat(change.needsNewProcess()).isFalse();
  }

  @Test
  void resourcesAndKeysAreTakenOver() {
    Change resources = Change.between(RUNNING, config("kafka:9092", 5683, "/b", "key"));
    Change keys = Change.between(RUNNING, config("kafka:9092", 5683, "/a", "other"));

    assertThat(resources.differs()).isTrue();
    assertThat(resources.target().spec().resources().get(0).path()).isEqualTo("/b");
    assertThat(resources.needsNewProcess()).isFalse();
    assertThat(keys.differs()).isTrue();
    assertThat(keys.target().identities().get("keys").get("d1")).isEqualTo("other".getBytes(UTF_8));
  }

  @Test
  void listenersAndKafkaStayAsTheyAre() {
    for (GatewayConfig read :
        List.of(config("other:9092", 5683, "/b", "x"), config("kafka:9092", 1, "/b", "x"))) {
      Change change = Change.between(RUNNING, read);

      assertThat(change.needsNewProcess()).isTrue();
      assertThat(change.target().spec().kafka()).isEqualTo(RUNNING.spec().kafka());
      assertThat(change.target().spec().listeners()).isEqualTo(RUNNING.spec().listeners());
      assertThat(change.target().identities()).isEqualTo(RUNNING.identities());
      assertThat(change.target().spec().resources().get(0).path()).isEqualTo("/b");
    }
  }
}
