package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The message layer, datagram by datagram. */
@ExtendWith(BrokerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class WireTest {
  private static final String TOPIC = "wire";
  private static final String PATH = "/lots/a/gates/b";
  private static final String SHORT_DELAY = "100ms";

  /** Longer than anything takes, so that every answer comes with the acknowledgement. */
  private static final String LONG_DELAY = "10m";

  private static final Duration A_WHILE = Duration.ofMillis(300);

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CoapGateway gateway;

  WireTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeAll
  void start() throws Exception {
    broker.createTopic(TOPIC);
    gateway = open("wire", LONG_DELAY, meters);
  }

  private CoapGateway open(String name, String processingDelay, SimpleMeterRegistry registry) {
    return CoapGateway.start(
        GatewayConfig.local(
            name,
            Specs.plain(
                broker.bootstrapServers(),
                Specs.limits(null, processingDelay, null),
                Specs.gates(TOPIC),
                Specs.octets("/example/one", TOPIC))),
        registry,
        Clock.systemUTC());
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private RawPeer peer() throws Exception {
    return new RawPeer(gateway.endpoints().get(0));
  }

  @Test // A1, A2: the request of the seed's listing 3; the resource writes only, so 4.05
  void goldenRequest() throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(HexFormat.of().parseHex("420120339bd1b7" + hex("example") + "03" + hex("one")));

      assertThat(HexFormat.of().formatHex(peer.receiveBytes()))
          .isEqualTo("628520339bd1ff" + hex("allowed: POST, PUT"));
    }
  }

  @Test // A1, A2
  void goldenMessage() throws Exception {
    try (RawPeer peer = peer()) {
      // CON POST /example/one, Content-Format 42, "hi".
      peer.send(
          HexFormat.of()
              .parseHex(
                  "420220349bd2b7" + hex("example") + "03" + hex("one") + "112aff" + hex("hi")));

      assertThat(HexFormat.of().formatHex(peer.receiveBytes())).isEqualTo("624420349bd2");
      assertThat(broker.values(TOPIC)).containsOnlyOnce("hi");
    }
  }

  @Test // A2
  void aNonConfirmableMessageIsAnsweredBySuch() throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(
          Datagram.request(
              Datagram.NON, Datagram.POST, 9, new byte[] {5}, PATH, 50, "1".getBytes(UTF_8)));

      Datagram answer = peer.receive();
      assertThat(answer.type()).isEqualTo(Datagram.NON);
      assertThat(answer.codeText()).isEqualTo("2.04");
      assertThat(answer.token()).containsExactly(5);
    }
  }

  @Test // A1
  void aPingIsReset() throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(HexFormat.of().parseHex("40001234"));

      assertThat(HexFormat.of().formatHex(peer.receiveBytes())).isEqualTo("70001234");
    }
  }

  @Test // A1
  void malformedMessagesAreResetIfConfirmableAndOtherVersionsIgnored() throws Exception {
    try (RawPeer peer = peer()) {
      // Version 2, then a NON whose token is longer than the datagram: no answer to either.
      peer.send(HexFormat.of().parseHex("80021111ff01"));
      peer.send(HexFormat.of().parseHex("5802111200"));
      // A CON without code, hence empty, that has a token.
      peer.send(HexFormat.of().parseHex("41001113aa"));

      assertThat(HexFormat.of().formatHex(peer.receiveBytes())).isEqualTo("70001113");
    }
  }

  @Test
  void anUnknownCriticalOptionIsABadOption() throws Exception {
    try (RawPeer peer = peer()) {
      // Option 9 + 13 + 1 = 23 would be Block2; 13 + 14 = 27 Block1; 25 is unassigned and critical.
      peer.send(HexFormat.of().parseHex("4202203599aad00c"));

      Datagram answer = peer.receive();
      assertThat(answer.codeText()).isEqualTo("4.02");
      assertThat(answer.mid()).isEqualTo(0x2035);
    }
  }

  @Test
  void aPathThatIsNotTextIsABadOption() throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(HexFormat.of().parseHex("42022036aabbb4" + hex("lots") + "02c328"));

      assertThat(peer.receive().codeText()).isEqualTo("4.02");
    }
  }

  @Test // A5
  void aRepeatedRequestIsCarriedOutOnceAndAnsweredAlike() throws Exception {
    try (RawPeer peer = peer()) {
      byte[] request = Datagram.post(100, 0xA5, PATH, "\"repeated\"");
      peer.send(request);
      byte[] first = peer.receiveBytes();
      for (int copy = 0; copy < 4; copy++) {
        peer.send(request);
        assertThat(peer.receiveBytes()).isEqualTo(first);
      }

      assertThat(Datagram.read(first).codeText()).isEqualTo("2.04");
      assertThat(broker.values(TOPIC)).containsOnlyOnce("\"repeated\"");
      assertThat(
              meters
                  .get("millrace.gateway.duplicates")
                  .tag("outcome", "answered")
                  .counter()
                  .count())
          .isGreaterThanOrEqualTo(4);
    }
  }

  @Test // A3, A5: copies before the first response; one gets the empty acknowledgement again
  void copiesOfARequestInProgressAreNotCarriedOut() throws Exception {
    try (CoapGateway hasty = open("hasty", SHORT_DELAY, new SimpleMeterRegistry());
        RawPeer peer = new RawPeer(hasty.endpoints().get(0))) {
      broker.relay().hold();
      byte[] request = Datagram.post(101, 0xA6, PATH, "\"early\"");
      for (int copy = 0; copy < 5; copy++) {
        peer.send(request);
      }
      Datagram acknowledgement = peer.receive();
      assertThat(acknowledgement.type()).isEqualTo(Datagram.ACK);
      assertThat(acknowledgement.codeText()).isEqualTo("0.00");
      assertThat(acknowledgement.mid()).isEqualTo(101);
      peer.send(request);
      assertThat(peer.receive()).usingRecursiveComparison().isEqualTo(acknowledgement);

      assertThat(peer.receiveBytes(A_WHILE)).as("no answer before Kafka's").isEmpty();
      broker.relay().restore();

      Datagram response = peer.receive();
      assertThat(response.codeText()).isEqualTo("2.04");
      assertThat(response.type()).isEqualTo(Datagram.CON);
      assertThat(response.mid()).isNotEqualTo(101);
      assertThat(response.token()).containsExactly(0, 0xA6);
      assertThat(broker.values(TOPIC)).containsOnlyOnce("\"early\"");

      // A4: unacknowledged, the response comes again; acknowledged, it does not.
      assertThat(peer.receive().mid()).isEqualTo(response.mid());
      peer.send(new byte[] {0x60, 0, (byte) (response.mid() >> 8), (byte) response.mid()});
    }
  }

  @Test // A6
  void theSameMessageIdFromTwoPortsIsTwoMessages() throws Exception {
    try (RawPeer one = peer();
        RawPeer two = peer()) {
      one.send(Datagram.post(102, 1, PATH, "\"from one\""));
      two.send(Datagram.post(102, 1, PATH, "\"from two\""));

      assertThat(one.receive().codeText()).isEqualTo("2.04");
      assertThat(two.receive().codeText()).isEqualTo("2.04");
      assertThat(broker.values(TOPIC)).contains("\"from one\"", "\"from two\"");
    }
  }

  @Test // C8: in the order of the peer
  void thePeersOrderIsKept() throws Exception {
    try (RawPeer peer = peer()) {
      for (int number = 0; number < 200; number++) {
        peer.send(Datagram.post(1000 + number, number, PATH, "[" + number + "]"));
      }
      for (int number = 0; number < 200; number++) {
        peer.receive();
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(broker.values(TOPIC).stream().filter(one -> one.startsWith("[")))
                      .hasSize(200));
      assertThat(broker.values(TOPIC).stream().filter(one -> one.startsWith("[")))
          .isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)));
    }
  }

  private static int number(String json) {
    return Integer.parseInt(json.substring(1, json.length() - 1));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}
