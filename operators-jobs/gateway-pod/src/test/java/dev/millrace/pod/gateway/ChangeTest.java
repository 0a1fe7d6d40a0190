package dev.millrace.pod.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayHandOverSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.GatewaySpoolSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.SecretReference;
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

  private static GatewayConfig spooling(Long maxBytes, GatewaySpoolSpec.Storage storage) {
    CoapGatewaySpec spec = RUNNING.spec();
    return GatewayConfig.local(
            RUNNING.name(),
            new CoapGatewaySpec(
                spec.pool(),
                spec.kafka(),
                spec.listeners(),
                spec.resources(),
                spec.limits(),
                new GatewaySpoolSpec(maxBytes, storage)))
        .withIdentities(RUNNING.identities());
  }

  @Test // Would catch: a pod that opens a spool on a disk that it does not have
  void aSpoolMayGrowButItsDiskNeedsANewProcess() {
    GatewayConfig running = spooling(1L << 24, GatewaySpoolSpec.Storage.Ephemeral);

    Change larger = Change.between(running, spooling(1L << 25, null));
    Change claimed =
        Change.between(running, spooling(1L << 25, GatewaySpoolSpec.Storage.PersistentVolumeClaim));
    Change begun = Change.between(RUNNING, running);

    assertThat(larger.needsNewProcess()).isFalse();
    assertThat(larger.target().spec().spool().maxBytes()).isEqualTo(1L << 25);
    for (Change change : List.of(claimed, begun)) {
      assertThat(change.needsNewProcess()).isTrue();
      assertThat(change.differs()).isFalse();
    }
  }

  @Test // Would catch: a pod that looks for a key that is not mounted
  void handingSessionsOverNeedsANewProcess() {
    GatewayConfig read =
        GatewayConfig.local(
                RUNNING.name(),
                RUNNING
                    .spec()
                    .withHandOver(new GatewayHandOverSpec("t", new SecretReference("key"))))
            .withIdentities(RUNNING.identities());

    Change change = Change.between(RUNNING, read);

    assertThat(change.needsNewProcess()).isTrue();
    assertThat(change.differs()).isFalse();
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
