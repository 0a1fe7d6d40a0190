package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.testing.AddressTranslator;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawSecurePeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A device whose address changes keeps its DTLS session (RFC 9146). */
@ExtendWith(BrokerExtension.class)
class ConnectionIdTest {
  private static final String TOPIC = "connection-id";

  /** Record types of DTLS 1.2: what follows a handshake and bears a connection id is of this. */
  private static final int TLS12_CID = 25;

  private final EmbeddedBroker broker;
  private CoapGateway gateway;

  ConnectionIdTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void start() throws Exception {
    broker.createTopic(TOPIC);
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                    "connection-id",
                    Specs.gateway(
                        broker.bootstrapServers(),
                        null,
                        List.of(Specs.coaps(0, "keys")),
                        Specs.gates(TOPIC)))
                .withIdentities(Map.of("keys", Map.of("g1", "one".getBytes(UTF_8)))),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test // A5 and A6: what a session has sent is known, wherever the session is heard from
  void aSessionGoesOnFromAnotherAddressAndWhatItSentIsStillKnown() throws Exception {
    byte[] before = Datagram.post(1, 0xC1, "/lots/a/gates/b", "\"before\"");
    byte[] after = Datagram.post(2, 0xC2, "/lots/a/gates/b", "\"after\"");
    try (AddressTranslator router = new AddressTranslator(gateway.endpoints().get(0));
        RawSecurePeer device =
            new RawSecurePeer(
                router.address(), "g1", "one", CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)) {
      device.send(before);
      byte[] answer = device.receiveBytes();
      assertThat(Datagram.read(answer).codeText()).isEqualTo("2.04");

      router.rebind();
      device.send(before);
      assertThat(device.receiveBytes()).as("a copy, from another address").isEqualTo(answer);
      device.send(after);
      assertThat(Datagram.read(device.receiveBytes()).codeText()).isEqualTo("2.04");

      assertThat(router.recordTypes()).as("no handshake").containsOnly(TLS12_CID);
    }
    assertThat(broker.values(TOPIC)).containsExactly("\"before\"", "\"after\"");
  }
}
