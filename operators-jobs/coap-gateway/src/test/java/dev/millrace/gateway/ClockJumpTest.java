package dev.millrace.gateway;

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
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The system's clock is set while the gateway runs. A5, C8. */
@ExtendWith(BrokerExtension.class)
class ClockJumpTest {
  private static final String TOPIC = "clock-jump";
  private static final String PATH = "/lots/a/gates/b";

  /** A clock that can be set. */
  private static final class Settable extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  private final EmbeddedBroker broker;
  private final Settable clock = new Settable();
  private int mid;

  ClockJumpTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @Test
  void onlyTimestampsFollowTheClock() throws Exception {
    broker.createTopic(TOPIC);
    try (CoapGateway gateway = start();
        RawPeer peer = new RawPeer(gateway.endpoints().get(0))) {
      byte[] first = Datagram.post(++mid, 1, PATH, "\"now\"");
      peer.send(first);
      byte[] answer = peer.receiveBytes();

      clock.ahead = Duration.ofDays(-300);
      assertThat(post(peer, "\"before\"")).isEqualTo("2.04");
      peer.send(first);
      assertThat(peer.receiveBytes()).isEqualTo(answer);
      // Kafka refuses records of a time that is more than an hour ahead; devices are told so.
      clock.ahead = Duration.ofHours(2);
      assertThat(post(peer, "\"too soon\"")).isEqualTo("5.03");
      peer.send(first);
      assertThat(peer.receiveBytes()).isEqualTo(answer);
      clock.ahead = Duration.ZERO;
      await().until(() -> post(peer, "\"again\"").equals("2.04"));
    }

    List<ConsumerRecord<byte[], byte[]>> records = broker.records(TOPIC);
    assertThat(broker.values(TOPIC)).containsExactly("\"now\"", "\"before\"", "\"again\"");
    assertThat(Duration.ofMillis(records.get(0).timestamp() - records.get(1).timestamp()))
        .isBetween(Duration.ofDays(299), Duration.ofDays(301));
  }

  private CoapGateway start() {
    return CoapGateway.start(
        GatewayConfig.local(
            TOPIC,
            Specs.plain(
                broker.bootstrapServers(), Specs.limits(null, "10m", null), Specs.gates(TOPIC))),
        new SimpleMeterRegistry(),
        clock);
  }

  private String post(RawPeer peer, String json) throws Exception {
    peer.send(Datagram.post(++mid, 1, PATH, json));
    return peer.receive().codeText();
  }
}
