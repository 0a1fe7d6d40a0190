package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.GatewayResourceSpec.Method;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.api.SecretReference;
import dev.millrace.gateway.testing.Authority;
import dev.millrace.gateway.testing.Authority.Issued;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Devices and gateways that are known by X.509 certificates (RFC 7252 section 9.1.3.3). */
@ExtendWith(BrokerExtension.class)
class CertificateTest {
  private static final int WITH_CERTIFICATES = 0;
  private static final int WITHOUT = 1;

  private final EmbeddedBroker broker;
  private Authority issuer;
  private Authority makers;
  private String topic;
  private CoapGateway gateway;

  CertificateTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void start(TestInfo test) throws Exception {
    topic = "certificate-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic);
    issuer = new Authority("issuer");
    makers = new Authority("makers");
    gateway =
        CoapGateway.start(
            config(issuer.issue("gateway"), makers), new SimpleMeterRegistry(), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  /** Two listeners: one to which devices show certificates, and one to which keys are enough. */
  private GatewayConfig config(Issued own, Authority authority) {
    SecretReference tls = new SecretReference("tls");
    GatewayResourceSpec gates =
        new GatewayResourceSpec(
            "/gates/{gate}",
            List.of(Method.POST),
            null,
            topic,
            "identity",
            "identity == path.gate",
            null);
    return GatewayConfig.local(
            "certificates",
            Specs.gateway(
                broker.bootstrapServers(),
                null,
                List.of(
                    new ListenerSpec(Protocol.coaps, 0, null, tls, new SecretReference("makers")),
                    new ListenerSpec(Protocol.coaps, 0, new SecretReference("keys"), tls, null)),
                gates,
                Specs.octets("/open", topic)))
        .withIdentities(
            Map.of(
                "tls",
                own.secret(),
                "makers",
                authority.secret(),
                "keys",
                Map.of("g1", "one".getBytes(UTF_8))));
  }

  private Device device(int listener, Issued own) throws Exception {
    return Device.certified(gateway.endpoints().get(listener), own, issuer.certificate());
  }

  private static Response post(Device device, String path) throws InterruptedException {
    return device.post(path, 42, "1");
  }

  @Test // authorize and key see the name in the certificate
  void aCertificateIsAnIdentity() throws Exception {
    try (Device known = device(WITH_CERTIFICATES, makers.issue("g7"))) {
      assertThat(post(known, "/gates/g7").getCode()).isEqualTo(ResponseCode.CHANGED);
      Response refused = post(known, "/gates/g8");

      assertThat(refused.getCode()).isEqualTo(ResponseCode.FORBIDDEN);
      assertThat(refused.getPayloadString()).contains("g7 may not write");
    }
    GeneralName host = new GeneralName(GeneralName.dNSName, "g8.plant");
    try (Device known = device(WITH_CERTIFICATES, makers.issue("g7", host))) {
      assertThat(post(known, "/gates/g8.plant").getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(post(known, "/gates/g7").getCode()).isEqualTo(ResponseCode.FORBIDDEN);
    }
    assertThat(broker.records(topic))
        .extracting(one -> new String(one.key(), UTF_8))
        .containsExactlyInAnyOrder("g7", "g8.plant");
  }

  @Test
  void withoutACertificateOfAnAuthorityThereIsNoSession() throws Exception {
    try (Device stranger = device(WITH_CERTIFICATES, new Authority("makers").issue("g7"));
        Device nobody = device(WITH_CERTIFICATES, null)) {
      assertThat(failsToConnect(stranger)).isTrue();
      assertThat(failsToConnect(nobody)).isTrue();
    }
  }

  private static boolean failsToConnect(Device device) {
    Request request = device.beginPost("/open", "1");
    await().until(() -> request.getResponse() != null || request.getSendError() != null);
    return request.getResponse() == null;
  }

  @Test // a device that shows nothing has no identity, as with plain coap
  void aListenerMayProveItselfOnly() throws Exception {
    try (Device nobody = device(WITHOUT, null);
        Device keyed =
            Device.secure(
                gateway.endpoints().get(WITHOUT),
                "g1",
                "one",
                CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)) {
      assertThat(post(nobody, "/open").getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(post(nobody, "/gates/g1").getCode()).isEqualTo(ResponseCode.UNAUTHORIZED);
      assertThat(post(keyed, "/gates/g1").getCode()).isEqualTo(ResponseCode.CHANGED);
    }
  }

  @Test
  void aRenewedCertificateIsShownToNewDevicesAndOthersStay() throws Exception {
    try (Device early = device(WITH_CERTIFICATES, makers.issue("g7"))) {
      assertThat(post(early, "/gates/g7").getCode()).isEqualTo(ResponseCode.CHANGED);

      issuer = new Authority("next issuer");
      gateway.reload(config(issuer.issue(Authority.rsa(), "gateway"), makers));

      try (Device late = device(WITH_CERTIFICATES, makers.issue("g8"))) {
        assertThat(post(late, "/gates/g8").getCode()).isEqualTo(ResponseCode.CHANGED);
      }
      assertThat(post(early, "/gates/g7").getCode()).isEqualTo(ResponseCode.CHANGED);
    }
  }

  @Test
  void whoseAuthorityIsGoneIsNotHeardAnyMore() throws Exception {
    Authority others = new Authority("others");
    try (Device first = device(WITH_CERTIFICATES, makers.issue("g7"))) {
      assertThat(post(first, "/gates/g7").getCode()).isEqualTo(ResponseCode.CHANGED);

      gateway.reload(config(issuer.issue("gateway"), others));

      Request unheard = first.beginPost("/open", "unheard");
      try (Device second = device(WITH_CERTIFICATES, others.issue("g9"))) {
        assertThat(post(second, "/gates/g9").getCode()).isEqualTo(ResponseCode.CHANGED);
      }
      assertThat(unheard.getResponse()).isNull();
    }
    assertThat(broker.values(topic)).doesNotContain("unheard");
  }
}
