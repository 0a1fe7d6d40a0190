package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.GatewayFaults.Part;
import dev.millrace.gateway.testing.AddressTranslator;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawSecurePeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A {@code coaps} listener whose socket is lost. */
@ExtendWith(BrokerExtension.class)
class LostSecureSocketTest {
  /** The record type of what a session with a connection id sends (RFC 9146). */
  private static final int TLS12_CID = 25;

  /** After which a device sends again. */
  private static final Duration ACK_TIMEOUT = Duration.ofMillis(200);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private GatewayFaults faults;

  LostSecureSocketTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  private void start(String topic) throws Exception {
    broker.createTopic(topic);
    faults =
        GatewayFaults.start(
            GatewayConfig.local(
                    topic,
                    Specs.gateway(
                        broker.bootstrapServers(),
                        null,
                        List.of(Specs.coaps(0, "keys")),
                        Specs.gates(topic)))
                .withIdentities(Map.of("keys", Map.of("g1", "one".getBytes(UTF_8)))),
            meters,
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    faults.close();
  }

  private InetSocketAddress address() {
    return faults.gateway().endpoints().get(0);
  }

  private void loseSocket() throws InterruptedException {
    faults.strike(Part.SOCKET, new Random(1));
  }

  private double losses() {
    return meters.get("millrace.gateway.restarts").tag("part", "socket").counter().count();
  }

  private static RawSecurePeer device(InetSocketAddress address) throws Exception {
    return new RawSecurePeer(address, "g1", "one", CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
  }

  /** Sends a message again until it is answered, as devices do (RFC 7252 section 4.2). */
  private static String post(RawSecurePeer device, int id, String json) {
    byte[] request = Datagram.post(id, id, "/lots/a/gates/b", json);
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              device.send(request);
              return answer(device, Datagram.read(request).token());
            },
            Optional::isPresent)
        .orElseThrow()
        .codeText();
  }

  /** The answer with a token, if it comes before the message has to be sent again. */
  private static Optional<Datagram> answer(RawSecurePeer device, byte[] token) throws Exception {
    Optional<Datagram> next = device.receiveBytes(ACK_TIMEOUT).map(Datagram::read);
    while (next.isPresent() && !Arrays.equals(next.get().token(), token)) {
      next = device.receiveBytes(ACK_TIMEOUT).map(Datagram::read);
    }
    return next;
  }

  // Would catch: a gateway that hears no device any more, and turns in a circle meanwhile.
  @Test // B4, A5: the socket comes back by itself, on its port, and the sessions still are
  void sessionsGoOnAtTheSocketThatIsBoundAgain() throws Exception {
    start("lost-secure-socket");
    InetSocketAddress before = address();
    try (AddressTranslator router = new AddressTranslator(before);
        RawSecurePeer device = device(router.address())) {
      assertThat(post(device, 1, "\"first\"")).isEqualTo("2.04");

      loseSocket();
      // The device comes from another address, so only its connection id tells who it is.
      router.rebind();

      assertThat(post(device, 1, "\"first\"")).as("a copy").isEqualTo("2.04");
      assertThat(post(device, 2, "\"second\"")).isEqualTo("2.04");
      assertThat(router.recordTypes()).as("no handshake").containsOnly(TLS12_CID);
    }
    assertThat(address()).isEqualTo(before);
    assertThat(losses()).isEqualTo(1);
    assertThat(broker.values("lost-secure-socket")).containsExactly("\"first\"", "\"second\"");
  }

  @Test // G1: more than the intensity gives the gateway up, and it still ends
  void aSocketThatIsLostTooOftenEndsTheGateway() throws Exception {
    start("lost-too-often");

    await()
        .until(
            () -> {
              loseSocket();
              return faults.gateway().failure().isDone();
            });

    assertThat(faults.gateway().failure())
        .isCompletedWithValueMatching(why -> why.getMessage().startsWith("socket failed more"));
    assertThat(losses()).isGreaterThan(5);
  }
}
