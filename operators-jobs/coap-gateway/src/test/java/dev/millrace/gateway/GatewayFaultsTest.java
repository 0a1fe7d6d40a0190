package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayProtocolSpec;
import dev.millrace.gateway.GatewayFaults.Part;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway whose parts fail one after the other while devices send. */
@ExtendWith(BrokerExtension.class)
class GatewayFaultsTest {
  private static final String PATH = "/lots/a/gates/b";
  private static final int STRIKES_OF_EACH = 4;
  private static final int PEERS = 5;

  /** After which a device sends again. */
  private static final Duration ACK_TIMEOUT = Duration.ofMillis(200);

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<RawPeer> peers = new ArrayList<>();
  private GatewayFaults faults;
  private int mid;

  GatewayFaultsTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  private void start(String topic, String lifetime) throws Exception {
    broker.createTopic(topic);
    faults =
        GatewayFaults.start(
            GatewayConfig.local(
                topic,
                Specs.plain(broker.bootstrapServers(), null, Specs.gates(topic))
                    .withProtocol(new GatewayProtocolSpec(lifetime, lifetime, null, null, null))),
            meters,
            Clock.systemUTC());
    for (int i = 0; i < PEERS; i++) {
      peers.add(new RawPeer(faults.gateway().endpoints().get(0)));
    }
  }

  @AfterEach
  void stop() {
    peers.forEach(RawPeer::close);
    faults.close();
  }

  /** Sends a message again until it is answered, as devices do (RFC 7252 section 4.2). */
  private String post(RawPeer peer, String json) throws Exception {
    mid++;
    byte[] request = Datagram.post(mid, mid, PATH, json);
    Optional<Datagram> answer = Optional.empty();
    while (answer.isEmpty()) {
      peer.send(request);
      answer = answer(peer);
    }
    return answer.get().codeText();
  }

  /** The answer to the message that was sent last, if it comes before it has to be sent again. */
  private Optional<Datagram> answer(RawPeer peer) throws Exception {
    Optional<Datagram> next = peer.receiveBytes(ACK_TIMEOUT).map(Datagram::read);
    while (next.isPresent() && (next.get().code() == 0 || next.get().token()[1] != (byte) mid)) {
      next = peer.receiveBytes(ACK_TIMEOUT).map(Datagram::read);
    }
    next.filter(one -> one.type() == Datagram.CON).ifPresent(one -> acknowledge(peer, one));
    return next;
  }

  private static void acknowledge(RawPeer peer, Datagram separate) {
    try {
      peer.send(Datagram.empty(Datagram.ACK, separate.mid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double gauge(String name) {
    return meters.get("millrace.gateway." + name).gauge().value();
  }

  private static List<Part> strikes(int ofEach, Random random) {
    List<Part> strikes = new ArrayList<>();
    for (Part part : Part.values()) {
      strikes.addAll(Collections.nCopies(ofEach, part));
    }
    Collections.shuffle(strikes, random);
    return strikes;
  }

  @ParameterizedTest // G2: counts, by seeds
  @ValueSource(longs = {1, 2, 3})
  void whateverFailsOnlyTheRequestInItDoes(long seed) throws Exception {
    String topic = "strikes-" + seed;
    start(topic, null);
    Random random = new Random(seed);
    List<String> accepted = new ArrayList<>();
    int failed = 0;
    for (Part part : strikes(STRIKES_OF_EACH, random)) {
      faults.strike(part, random);
      for (RawPeer peer : peers) {
        String json = "{\"n\":" + mid + "}";
        String code = post(peer, json);
        assertThat(code).isIn("2.04", "5.00");
        if (code.equals("2.04")) {
          accepted.add(json);
        } else {
          failed++;
        }
      }
    }

    assertThat(failed).as("requests in a handler that failed").isEqualTo(STRIKES_OF_EACH);
    assertThat(broker.values(topic)).as("each once, in order").isEqualTo(accepted);
    assertThat(meters.get("millrace.gateway.restarts").tag("part", "socket").counter().count())
        .isEqualTo(STRIKES_OF_EACH);
    assertThat(faults.gateway().failure()).isNotDone();
    // The place is given back behind the answer, so that a gateway that drains has sent it.
    await().until(() -> gauge("in.flight") == 0);
  }

  @Test // G2: no leak
  void afterItsTimeNothingIsLeftOfAnyPeer() throws Exception {
    start("left", "1500ms");
    Random random = new Random(4);
    for (Part part : strikes(1, random)) {
      for (RawPeer peer : peers) {
        post(peer, "{}");
      }
      faults.strike(part, random);
    }

    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                gauge("exchanges") == 0
                    && gauge("exchanges.bytes") == 0
                    && gauge("peers") == 0
                    && gauge("in.flight") == 0);
  }

  @ParameterizedTest // G1: each row of the hierarchy: what begins anew, and what goes on
  @EnumSource(Part.class)
  void afterTheFaultOfAnyPartTheGatewayServes(Part part) throws Exception {
    start("one-" + part, null);
    assertThat(post(peers.get(0), "{}")).isEqualTo("2.04");

    faults.strike(part, new Random(1));

    String first = post(peers.get(0), "{}");
    assertThat(first).isEqualTo(part == Part.HANDLER ? "5.00" : "2.04");
    for (RawPeer peer : peers) {
      assertThat(post(peer, "{}")).isEqualTo("2.04");
    }
    assertThat(faults.gateway().failure()).isNotDone();
  }

  // Would catch: a gateway that hears nothing any more, in a process that seems well.
  @Test // G1: more than the intensity gives the gateway up; the kubelet is the root
  void aSocketThatIsLostTooOftenEndsTheGateway() throws Exception {
    start("lost", null);

    await()
        .until(
            () -> {
              faults.strike(Part.SOCKET, new Random(1));
              return faults.gateway().failure().isDone();
            });

    assertThat(faults.gateway().failure())
        .isCompletedWithValueMatching(why -> why.getMessage().startsWith("socket failed more"));
    assertThat(meters.get("millrace.gateway.restarts").counter().count()).isGreaterThan(5);
  }
}
