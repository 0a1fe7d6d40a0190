package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.GatewayResourceSpec.Method;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawSecurePeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CoAP over DTLS with pre-shared keys, and who may write. */
@ExtendWith(BrokerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SecurityTest {
  private static final CipherSuite SUITE = CipherSuite.TLS_PSK_WITH_AES_128_CCM_8;
  private static final String TOPIC = "security";

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CoapGateway gateway;

  SecurityTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeAll
  void start() throws Exception {
    broker.createTopic(TOPIC);
    GatewayResourceSpec own =
        new GatewayResourceSpec(
            "/gates/{gate}",
            List.of(Method.POST),
            List.of("application/json"),
            TOPIC,
            "identity + '/' + path.gate",
            "identity == path.gate || identity.startsWith('site-')",
            null);
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                    "secure",
                    Specs.gateway(
                        broker.bootstrapServers(),
                        null,
                        List.of(Specs.coaps(0, "gate-keys"), Specs.coap(0)),
                        own,
                        Specs.gates(TOPIC)))
                .withIdentities(
                    Map.of(
                        "gate-keys",
                        Map.of("g1", "one".getBytes(UTF_8), "site-a", "two".getBytes(UTF_8)))),
            meters,
            Clock.systemUTC());
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private Device secure(String identity, String key) throws Exception {
    return Device.secure(gateway.endpoints().get(0), identity, key, SUITE);
  }

  @ParameterizedTest
  @EnumSource(
      value = CipherSuite.class,
      names = {"TLS_PSK_WITH_AES_128_CCM_8", "TLS_PSK_WITH_AES_128_GCM_SHA256"})
  void aKnownIdentityWritesToItsOwn(CipherSuite suite) throws Exception {
    try (Device device = Device.secure(gateway.endpoints().get(0), "g1", "one", suite)) {
      String payload = "\"" + suite.name() + "\"";

      assertThat(device.post("/gates/g1", 50, payload).getCode()).isEqualTo(ResponseCode.CHANGED);

      ConsumerRecord<byte[], byte[]> kept =
          broker.records(TOPIC).stream()
              .filter(one -> new String(one.value(), UTF_8).equals(payload))
              .findFirst()
              .orElseThrow();
      assertThat(new String(kept.key(), UTF_8)).isEqualTo("g1/g1");
    }
  }

  @Test // A5 over DTLS; message ids belong to a session (RFC 7252 section 9.1.1)
  void aRepeatedRequestIsCarriedOutOnceInASession() throws Exception {
    byte[] request = Datagram.post(300, 0xB5, "/gates/g1", "\"repeated\"");
    try (RawSecurePeer peer = rawSecure()) {
      peer.send(request);
      byte[] first = peer.receiveBytes();
      assertThat(Datagram.read(first).codeText()).isEqualTo("2.04");
      for (int copy = 0; copy < 4; copy++) {
        peer.send(request);
        assertThat(peer.receiveBytes()).isEqualTo(first);
      }
    }
    assertThat(broker.values(TOPIC)).containsOnlyOnce("\"repeated\"");
    try (RawSecurePeer another = rawSecure()) {
      another.send(request);
      another.receiveBytes();
    }

    assertThat(broker.values(TOPIC)).filteredOn("\"repeated\""::equals).hasSize(2);
  }

  private RawSecurePeer rawSecure() throws Exception {
    return new RawSecurePeer(gateway.endpoints().get(0), "g1", "one", SUITE);
  }

  @Test
  void aKnownIdentityMayNotWriteToWhatIsAnothers() throws Exception {
    try (Device device = secure("g1", "one");
        Device site = secure("site-a", "two")) {
      Response response = device.post("/gates/g2", 50, "1");

      assertThat(response.getCode()).isEqualTo(ResponseCode.FORBIDDEN);
      assertThat(response.getPayloadString()).contains("g1 may not write");
      assertThat(site.post("/gates/g2", 50, "1").getCode()).isEqualTo(ResponseCode.CHANGED);
    }
  }

  @Test
  void whoMayNotWriteIsCounted() throws Exception {
    double forbidden = refusals("forbidden");
    double unauthenticated = refusals("unauthenticated");
    try (Device device = secure("g1", "one");
        Device nobody = Device.plain(gateway.endpoints().get(1))) {
      device.post("/gates/g2", 50, "1");
      nobody.post("/gates/g1", 50, "1");
    }
    assertThat(refusals("forbidden")).isEqualTo(forbidden + 1);
    assertThat(refusals("unauthenticated")).isEqualTo(unauthenticated + 1);
  }

  private double refusals(String reason) {
    Counter counter = meters.find("millrace.gateway.rejected").tag("reason", reason).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void withoutIdentityOneIsUnauthorizedWhereOneIsAsked() throws Exception {
    try (Device device = Device.plain(gateway.endpoints().get(1))) {
      assertThat(device.post("/gates/g1", 50, "1").getCode()).isEqualTo(ResponseCode.UNAUTHORIZED);
      assertThat(device.post("/lots/a/gates/g1", 50, "1").getCode())
          .isEqualTo(ResponseCode.CHANGED);
    }
  }

  @Test // authorisation comes before the payload is looked at
  void whoMayNotWriteLearnsNothingAboutFormats() throws Exception {
    try (Device device = secure("g1", "one")) {
      assertThat(device.post("/gates/g2", 60, "{").getCode()).isEqualTo(ResponseCode.FORBIDDEN);
    }
  }

  @Test
  void aWrongKeyAndAnUnknownIdentityGetNoSession() throws Exception {
    try (Device wrong = secure("g1", "not the key");
        Device unknown = secure("g9", "one")) {
      assertThat(failsToConnect(wrong)).isTrue();
      assertThat(failsToConnect(unknown)).isTrue();
    }
    assertThat(broker.values(TOPIC)).doesNotContain("\"intruder\"");
  }

  private static boolean failsToConnect(Device device) {
    Request request = device.beginPost("/gates/g1", "\"intruder\"");
    await().until(() -> request.getResponse() != null || request.getSendError() != null);
    return request.getResponse() == null;
  }

  @Test
  void aBlockwiseBodyKeepsItsIdentity() throws Exception {
    String large = "\"" + "x".repeat(3000) + "\"";
    try (Device device = secure("g1", "one")) {
      assertThat(device.post("/gates/g2", 50, large).getCode()).isEqualTo(ResponseCode.FORBIDDEN);
      assertThat(device.post("/gates/g1", 50, large).getCode()).isEqualTo(ResponseCode.CHANGED);
    }
    assertThat(broker.values(TOPIC)).containsOnlyOnce(large);
  }
}
