package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.RawSecurePeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sender that asks for too much is told to come again later (RFC 8516). */
@ExtendWith(BrokerExtension.class)
class SenderRateTest {
  private static final int MAX_AGE = 14;

  /** Far more than a second's, however slowly they come. */
  private static final int MANY = 100;

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private String topic;
  private CoapGateway gateway;

  SenderRateTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void start(TestInfo test) throws Exception {
    topic = "rate-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic);
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                    "rate",
                    Specs.gateway(
                        broker.bootstrapServers(),
                        new GatewayLimitsSpec(
                            null, null, "10m", null, null, null, null, 1, 3, null),
                        List.of(Specs.coap(0), Specs.coaps(0, "keys")),
                        Specs.gates(topic)))
                .withIdentities(Map.of("keys", Map.of("g1", "one".getBytes(UTF_8)))),
            meters,
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static byte[] post(int mid) {
    return Datagram.post(mid, mid, "/lots/a/gates/b", Integer.toString(mid));
  }

  @Test
  void whatIsTooMuchIsRefusedAndCountedAndOthersAreServed() throws Exception {
    int refused = 0;
    try (RawPeer greedy = new RawPeer(gateway.endpoints().get(0));
        RawPeer modest = new RawPeer(gateway.endpoints().get(0))) {
      for (int mid = 0; mid < MANY; mid++) {
        greedy.send(post(mid));
      }
      for (int answer = 0; answer < MANY; answer++) {
        Datagram received = greedy.receive();
        if (received.codeText().equals("4.29")) {
          refused++;
          assertThat(received.number(MAX_AGE)).isEqualTo(1);
        } else {
          assertThat(received.codeText()).isEqualTo("2.04");
        }
      }
      modest.send(post(MANY));
      assertThat(modest.receive().codeText()).isEqualTo("2.04");
    }
    assertThat(refused).isBetween(1, MANY - 3);
    assertThat(broker.values(topic)).hasSize(MANY - refused + 1);
    assertThat(meters.get("millrace.gateway.rejected").tag("reason", "rate").counter().count())
        .isEqualTo(refused);
  }

  @Test // a copy is no request: it costs nothing, and gets what the first one got
  void copiesCostNothing() throws Exception {
    try (RawPeer peer = new RawPeer(gateway.endpoints().get(0))) {
      for (int copy = 0; copy < MANY; copy++) {
        peer.send(post(7));
        assertThat(peer.receive().codeText()).isEqualTo("2.04");
      }
    }
    assertThat(broker.values(topic)).containsExactly("7");
  }

  @Test // one identity is one sender, from however many addresses it comes
  void aKnownDeviceIsOneSender() throws Exception {
    List<RawSecurePeer> sessions = new ArrayList<>();
    try {
      for (int number = 0; number < 20; number++) {
        sessions.add(
            new RawSecurePeer(
                gateway.endpoints().get(1), "g1", "one", CipherSuite.TLS_PSK_WITH_AES_128_CCM_8));
        sessions.get(number).send(post(0));
        sessions.get(number).receiveBytes();
      }
      for (RawSecurePeer session : sessions) {
        session.send(post(1));
        session.send(post(2));
      }
      int refused = 0;
      for (RawSecurePeer session : sessions) {
        refused += Datagram.read(session.receiveBytes()).codeText().equals("4.29") ? 1 : 0;
        refused += Datagram.read(session.receiveBytes()).codeText().equals("4.29") ? 1 : 0;
      }
      assertThat(refused).as("no session alone asks for more than the burst").isPositive();
    } finally {
      sessions.forEach(RawSecurePeer::close);
    }
  }
}
