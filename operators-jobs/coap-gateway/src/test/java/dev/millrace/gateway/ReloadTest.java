package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a gateway takes over while it runs. */
@ExtendWith(BrokerExtension.class)
class ReloadTest {
  private static final int OCTETS = 42;

  private final EmbeddedBroker broker;
  private final ListenerSpec plain = Specs.coap(0);
  private final ListenerSpec secure = Specs.coaps(0, "keys");
  private String topic;
  private GatewayConfig config;
  private CoapGateway gateway;

  ReloadTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void start(TestInfo test) throws Exception {
    topic = "reload-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic);
    config = config(null, Specs.octets("/old", topic)).withIdentities(keys("d1", "one"));
    gateway = CoapGateway.start(config, new SimpleMeterRegistry(), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private GatewayConfig config(GatewayLimitsSpec limits, GatewayResourceSpec... resources) {
    CoapGatewaySpec spec =
        Specs.gateway(broker.bootstrapServers(), limits, List.of(plain, secure), resources);
    return GatewayConfig.local("reload", spec).withIdentities(keys("d1", "one"));
  }

  private static Map<String, Map<String, byte[]>> keys(String identity, String key) {
    return Map.of("keys", Map.of(identity, key.getBytes(UTF_8)));
  }

  private Device device() throws Exception {
    return Device.plain(gateway.endpoints().get(0));
  }

  private Device secure(String identity, String key) throws Exception {
    return Device.secure(
        gateway.endpoints().get(1), identity, key, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
  }

  @Test // C3
  void aRequestUnderWayIsAnsweredByTheRulesItCameUnder() throws Exception {
    try (Device device = device()) {
      broker.relay().hold();
      Request request =
          device.begin(
              Request.newPost(),
              "/old",
              post -> {
                post.getOptions().setContentFormat(OCTETS);
                post.setPayload("under way");
              });
      await().until(() -> gateway.inFlight() == 1);
      Thread reload =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      gateway.reload(config(null, Specs.octets("/new", "reload-none")));
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      broker.relay().restore();
      reload.join();

      assertThat(request.waitForResponse(20_000).getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(broker.values(topic)).containsExactly("under way");
      assertThat(device.post("/old", OCTETS, "x").getCode()).isEqualTo(ResponseCode.NOT_FOUND);
    }
  }

  @Test
  void discoveryTellsOfTheNewResources() throws Exception {
    gateway.reload(config(null, Specs.octets("/new", topic)));

    try (Device device = device()) {
      assertThat(device.send(Request.newGet(), "/.well-known/core", get -> {}).getPayloadString())
          .contains("</new>")
          .doesNotContain("</old>");
    }
  }

  @Test
  void whoseKeyIsGoneHasToComeAgain() throws Exception {
    try (Device first = secure("d1", "one")) {
      assertThat(first.post("/old", OCTETS, "1").getCode()).isEqualTo(ResponseCode.CHANGED);

      gateway.reload(config.withIdentities(keys("d1", "two")));

      Request unheard =
          first.begin(
              Request.newPost(),
              "/old",
              post -> {
                post.getOptions().setContentFormat(OCTETS);
                post.setPayload("2");
              });
      try (Device again = secure("d1", "two")) {
        assertThat(again.post("/old", OCTETS, "3").getCode()).isEqualTo(ResponseCode.CHANGED);
      }
      assertThat(unheard.getResponse()).isNull();
    }
    assertThat(broker.values(topic)).containsExactly("1", "3");
  }

  @Test // C3
  void whatIsWrongChangesNothing() throws Exception {
    assertThatThrownBy(
            () ->
                gateway.reload(
                    config(null, Specs.octets("/new", topic), Specs.octets("/{", topic))))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("spec.resources[1].path");
    assertThatThrownBy(() -> gateway.reload(config.withIdentities(Map.of())))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("keys");

    try (Device device = device();
        Device known = secure("d1", "one")) {
      assertThat(device.post("/old", OCTETS, "1").getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(known.post("/old", OCTETS, "2").getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(device.post("/new", OCTETS, "3").getCode()).isEqualTo(ResponseCode.NOT_FOUND);
    }
  }

  @Test
  void someChangesNeedAGatewayThatIsOpenedAnew() {
    GatewayResourceSpec old = Specs.octets("/old", topic);

    assertThat(
            gateway.canReload(
                config(
                    new GatewayLimitsSpec(null, null, "2s", null, "9s", null, null, 5, 9, 0), old)))
        .isTrue();
    for (GatewayLimitsSpec limits :
        List.of(
            new GatewayLimitsSpec(10, null, null, null, null, null, null),
            new GatewayLimitsSpec(null, 10, null, null, null, null, null),
            new GatewayLimitsSpec(null, null, null, null, null, 2_000_000, null),
            new GatewayLimitsSpec(null, null, null, null, null, null, 2),
            new GatewayLimitsSpec(null, null, null, "10s", null, null, null),
            new GatewayLimitsSpec(null, null, null, null, null, null, null, null, null, 3))) {
      GatewayConfig next = config(limits, old);

      assertThat(gateway.canReload(next)).as(limits.toString()).isFalse();
      assertThatThrownBy(() -> gateway.reload(next)).isInstanceOf(IllegalArgumentException.class);
    }
    CoapGatewaySpec elsewhere = Specs.plain("other:9092", null, old);
    assertThat(gateway.canReload(GatewayConfig.local("reload", elsewhere))).isFalse();
  }
}
