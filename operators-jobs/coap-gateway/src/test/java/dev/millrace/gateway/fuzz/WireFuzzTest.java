package dev.millrace.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes in: no fault, no silence where RFC 7252 wants a reaction, none where it wants
 * silence, nothing kept without bound. A1, A2, C4, E3, H3. More inputs, or others: {@code
 * -Dmillrace.fuzz.inputs=1000000 -Dmillrace.fuzz.seed=7}.
 */
@ExtendWith(BrokerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class WireFuzzTest {
  private static final int INPUTS = Integer.getInteger("millrace.fuzz.inputs", 4_000);
  private static final long SEED = Long.getLong("millrace.fuzz.seed", 7_252);
  private static final int INPUTS_OF_PEER = 500;
  private static final String TOPIC = "fuzz";

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CoapGateway gateway;

  WireFuzzTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeAll
  void start() throws Exception {
    broker.createTopic(TOPIC);
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                TOPIC,
                Specs.plain(
                    broker.bootstrapServers(),
                    new GatewayLimitsSpec(4_000, null, "10m", null, null, null, null),
                    Specs.octets("/a", TOPIC),
                    takes("/j", "application/json"),
                    takes("/s", "application/senml+cbor"))),
            meters,
            Clock.systemUTC());
  }

  private static GatewayResourceSpec takes(String path, String format) {
    return new GatewayResourceSpec(
        path, List.of(GatewayResourceSpec.Method.POST), List.of(format), TOPIC, null, null, null);
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  static List<WireCorpus.Entry> corpus() throws Exception {
    return WireCorpus.read();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void theCorpusIsAnsweredAsItSays(WireCorpus.Entry entry) throws Exception {
    try (Conversation peer = new Conversation(new RawPeer(gateway.endpoints().get(0)))) {
      Datagram answer = peer.reactionTo(entry.datagram(), !entry.reaction().equals("-"));

      assertThat(answer == null ? "-" : answer.type() == Datagram.RST ? "RST" : answer.codeText())
          .isEqualTo(entry.reaction());
    }
  }

  @Test
  void nothingThatComesInBreaksTheGateway() throws Exception {
    WireFuzzer fuzzer =
        new WireFuzzer(corpus().stream().map(WireCorpus.Entry::datagram).toList(), SEED);
    int before = broker.records(TOPIC).size();
    int changed = 0;
    for (int input = 0; input < INPUTS; ) {
      try (Conversation peer = new Conversation(new RawPeer(gateway.endpoints().get(0)))) {
        for (int end = Math.min(INPUTS, input + INPUTS_OF_PEER); input < end; input++) {
          check(peer, fuzzer.next(input % INPUTS_OF_PEER));
        }
        changed += peer.changed();
      }
    }

    assertThat(faults()).as("faults in the gateway").isZero();
    await().until(() -> meters.get("millrace.gateway.in.flight").gauge().value() == 0);
    // More, if requests with No-Response were among them (RFC 7967).
    assertThat(broker.records(TOPIC)).hasSizeGreaterThanOrEqualTo(before + changed);
    assertThat(meters.find("millrace.gateway.exchanges.too.long").counters())
        .allMatch(counter -> counter.count() == 0);
  }

  private static void check(Conversation peer, byte[] datagram) throws Exception {
    Reading reading = Reading.of(datagram);
    Datagram answer = peer.reactionTo(datagram, reading.isConfirmable());
    String input = HexFormat.of().formatHex(datagram);
    if (answer == null) {
      return;
    }
    // A NON response that nobody awaits may be rejected too (RFC 7252 section 4.3).
    assertThat(reading.isMessage() && reading.type() <= Datagram.NON).as(input).isTrue();
    if (!reading.isConfirmable() || !reading.isRequest()) {
      assertThat(answer.type()).as(input).isEqualTo(Datagram.RST);
    } else if (!reading.isWellFormed()) {
      assertThat(answer.type()).as(input).isEqualTo(Datagram.RST);
    } else {
      assertThat(answer.type()).as(input).isEqualTo(Datagram.ACK);
      assertThat(answer.code() >> 5).as(input).isIn(2, 4, 5);
      assertThat(answer.codeText()).as(input).isNotEqualTo("5.00");
      assertThat(answer.token()).as(input).isEqualTo(Datagram.read(datagram).token());
    }
  }

  private double faults() {
    return meters.find("millrace.gateway.rejected").tag("reason", "fault").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
