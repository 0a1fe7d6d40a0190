package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.DatagramBuilder;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests from thousands of addresses that are never heard of again. B1, A8, H3. */
@ExtendWith(BrokerExtension.class)
class FloodTest {
  private static final String TOPIC = "flood";
  private static final int ADDRESSES = 5_000;
  private static final long REMEMBERED_BYTES = 1L << 20;
  private static final int PING = 0x9999;

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  FloodTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  // Would catch: memory that grows with addresses, a refused request that is carried out or
  // answered, an answer that is forgotten to make room for strangers.
  @Test
  void strangersTakeNoMoreThanThereIsAndNobodysPlace() throws Exception {
    broker.createTopic(TOPIC);
    try (CoapGateway gateway = start();
        RawPeer device = new RawPeer(gateway.endpoints().get(0))) {
      byte[] request = DatagramBuilder.post(1, "/up/device").payload(new byte[] {1}).bytes();
      device.send(request);
      byte[] answer = device.receiveBytes();

      int answered = 0;
      for (int number = 0; number < ADDRESSES; number++) {
        answered += stranger(gateway.endpoints().get(0), number);
      }

      assertThat(answered).isBetween(ADDRESSES / 10, ADDRESSES - 1);
      assertThat(meters.get("millrace.gateway.exchanges.refused").counter().count())
          .isEqualTo(ADDRESSES - answered);
      assertThat(meters.get("millrace.gateway.exchanges.bytes").gauge().value())
          .isLessThanOrEqualTo(REMEMBERED_BYTES);
      assertThat(meters.get("millrace.gateway.peers").gauge().value()).isEqualTo(answered + 1.0);
      assertThat(meters.get("millrace.gateway.uploads").gauge().value()).isEqualTo(answered);
      device.send(request);
      assertThat(device.receiveBytes()).isEqualTo(answer);
      assertThat(broker.values(TOPIC)).hasSize(1);
    }
  }

  private CoapGateway start() {
    return CoapGateway.start(
        GatewayConfig.local(
            TOPIC,
            Specs.plain(
                broker.bootstrapServers(),
                new GatewayLimitsSpec(
                    null, null, "10m", null, null, Math.toIntExact(REMEMBERED_BYTES), null),
                Specs.octets("/up/{device}", TOPIC))),
        meters,
        Clock.systemUTC());
  }

  /** Begins an upload and is gone; 1 if it was answered. */
  private static int stranger(InetSocketAddress gateway, int number) throws Exception {
    // Java takes an address that ends with 255 for one that reaches many.
    byte[] own = {127, 1, (byte) (number / 250), (byte) (number % 250)};
    byte[] begins =
        DatagramBuilder.post(number, "/up/" + number)
            .block(DatagramBuilder.BLOCK1, 0, true, 0)
            .payload(new byte[16])
            .bytes();
    try (RawPeer peer = new RawPeer(gateway, InetAddress.getByAddress(own))) {
      peer.send(begins);
      peer.send(DatagramBuilder.message(Datagram.CON, 0, PING).bytes());
      Datagram first = peer.receive();
      if (first.mid() == PING) {
        return 0;
      }
      assertThat(first.codeText()).isEqualTo("2.31");
      assertThat(peer.receive().mid()).isEqualTo(PING);
      return 1;
    }
  }
}
