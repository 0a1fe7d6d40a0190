package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.gateway.testing.AddressTranslator;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawSecurePeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway that is opened anew goes on with the sessions of the one before. */
@ExtendWith(BrokerExtension.class)
class SessionHandOverTest {
  private static final int TLS12_CID = 25;

  private final EmbeddedBroker broker;
  private String topic;
  private int port;

  SessionHandOverTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void prepare(TestInfo test) throws Exception {
    topic = "hand-over-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic);
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  private CoapGateway start(int maxPayloadBytes, KeptSessions kept, Map<String, byte[]> keys) {
    return CoapGateway.start(
        GatewayConfig.local(
                "hand-over",
                Specs.gateway(
                    broker.bootstrapServers(),
                    new GatewayLimitsSpec(maxPayloadBytes, null, null, null, null, null, null),
                    List.of(Specs.coaps(port, "keys")),
                    Specs.gates(topic)))
            .withIdentities(Map.of("keys", keys)),
        new SimpleMeterRegistry(),
        Clock.systemUTC(),
        kept);
  }

  private static Map<String, byte[]> keys(String first, String second) {
    return Map.of("g1", first.getBytes(UTF_8), "g2", second.getBytes(UTF_8));
  }

  private RawSecurePeer device(InetSocketAddress address, String identity, String key)
      throws Exception {
    return new RawSecurePeer(address, identity, key, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
  }

  private static byte[] post(int mid) {
    return Datagram.post(mid, mid, "/lots/a/gates/b", Integer.toString(mid));
  }

  @Test
  void sessionsGoOnWithoutHandshake() throws Exception {
    CoapGateway first = start(100, KeptSessions.NONE, keys("one", "two"));
    try (AddressTranslator router = new AddressTranslator(first.endpoints().get(0));
        RawSecurePeer device = device(router.address(), "g1", "one")) {
      device.send(post(1));
      device.receiveBytes();
      KeptSessions kept = first.closeForSuccessor();

      try (CoapGateway next = start(200, kept, keys("one", "two"))) {
        assertThat(next.endpoints().get(0).getPort()).isEqualTo(port);
        router.recordTypes().clear();
        device.send(post(2));
        assertThat(Datagram.read(device.receiveBytes()).codeText()).isEqualTo("2.04");
        router.rebind();
        device.send(post(3));
        assertThat(Datagram.read(device.receiveBytes()).codeText()).isEqualTo("2.04");

        assertThat(router.recordTypes()).as("no handshake").containsOnly(TLS12_CID);
      }
    }
    assertThat(broker.values(topic)).containsExactly("1", "2", "3");
  }

  @Test
  void whoseKeyHasChangedMeanwhileIsNotHeard() throws Exception {
    CoapGateway first = start(100, KeptSessions.NONE, keys("one", "two"));
    InetSocketAddress address = first.endpoints().get(0);
    try (RawSecurePeer changed = device(address, "g1", "one");
        RawSecurePeer same = device(address, "g2", "two")) {
      changed.send(post(1));
      changed.receiveBytes();
      same.send(post(2));
      same.receiveBytes();
      KeptSessions kept = first.closeForSuccessor();

      try (CoapGateway next = start(200, kept, keys("another", "two"));
          RawSecurePeer fresh = device(next.endpoints().get(0), "g1", "another")) {
        fresh.send(post(3));
        fresh.receiveBytes();
        changed.send(post(4));
        same.send(post(5));
        assertThat(Datagram.read(same.receiveBytes()).codeText()).isEqualTo("2.04");
        fresh.send(post(6));
        fresh.receiveBytes();
      }
    }
    assertThat(broker.values(topic)).containsExactlyInAnyOrder("1", "2", "3", "5", "6");
  }

  @Test // of one that was closed already there is nothing to keep
  void sessionsAreKeptOnce() throws Exception {
    CoapGateway gateway = start(100, KeptSessions.NONE, keys("one", "two"));
    gateway.close();

    assertThat(gateway.closeForSuccessor()).isSameAs(KeptSessions.NONE);
  }
}
