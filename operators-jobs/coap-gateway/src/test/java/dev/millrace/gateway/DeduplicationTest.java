package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayProtocolSpec;
import dev.millrace.api.GatewayProtocolSpec.Deduplication;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of copies where a specification wants it otherwise than RFC 7252 has it. */
@ExtendWith(BrokerExtension.class)
class DeduplicationTest {
  private static final int POST = 2;
  private static final int PUT = 3;

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private String topic;
  private CoapGateway gateway;
  private RawPeer peer;

  DeduplicationTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void topic(TestInfo test) throws Exception {
    topic = "deduplication-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic);
  }

  private void start(String lifetime, Deduplication deduplication) throws Exception {
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                topic,
                Specs.plain(broker.bootstrapServers(), null, Specs.octets("/in", topic))
                    .withProtocol(
                        new GatewayProtocolSpec(lifetime, null, deduplication, null, null))),
            meters,
            Clock.systemUTC());
    peer = new RawPeer(gateway.endpoints().get(0));
  }

  @AfterEach
  void stop() {
    peer.close();
    gateway.close();
  }

  private static byte[] request(int code, int mid, String payload) {
    return Datagram.request(
        Datagram.CON,
        code,
        mid,
        new byte[] {1},
        "/in",
        42,
        payload.getBytes(StandardCharsets.UTF_8));
  }

  private void twice(int code, int mid, String payload) throws Exception {
    for (int copy = 0; copy < 2; copy++) {
      peer.send(request(code, mid, payload));
      assertThat(peer.receive().codeText()).isEqualTo("2.04");
    }
  }

  private double remembered() {
    return meters.get("millrace.gateway.exchanges").gauge().value();
  }

  @Test // A7: after a lifetime that was shortened a message id is new
  void theLifetimeIsWhatTheSpecificationSays() throws Exception {
    start("1500ms", null);
    await()
        .until(
            () -> {
              peer.send(request(POST, 7, "a"));
              peer.receive();
              return broker.values(topic).size() == 2;
            });
  }

  @Test // A7: off for idempotent methods only
  void copiesOfAnIdempotentRequestAreCarriedOut() throws Exception {
    start(null, Deduplication.Idempotent);
    twice(PUT, 1, "put");
    twice(POST, 2, "post");

    assertThat(broker.values(topic)).containsExactly("put", "put", "post");
    assertThat(remembered()).isEqualTo(1);
  }

  @Test // A7: off
  void nothingIsRememberedIfThatIsWanted() throws Exception {
    start(null, Deduplication.Off);
    twice(POST, 1, "post");

    assertThat(broker.values(topic)).containsExactly("post", "post");
    assertThat(remembered()).isZero();
  }
}
