package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.DatagramBuilder;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers in blocks, datagram by datagram. E1, RFC 7959. */
@ExtendWith(BrokerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class LongAnswerTest {
  private static final String TOPIC = "long-answer";
  private static final int RESOURCES = 60;

  /** More than the gateway keeps answers for. */
  private static final int CROWD = 1_100;

  private static final int GET = 0x01;
  private static final int ETAG = 4;

  /** 64 and 1,024 bytes. */
  private static final int SMALL = 2;

  private static final int LARGEST = 6;

  private final EmbeddedBroker broker;
  private CoapGateway gateway;
  private int mid = 1_000;

  LongAnswerTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeAll
  void start() throws Exception {
    broker.createTopic(TOPIC);
    gateway = CoapGateway.start(config(RESOURCES), new SimpleMeterRegistry(), Clock.systemUTC());
  }

  private GatewayConfig config(int resources) {
    return GatewayConfig.local(
        TOPIC,
        Specs.plain(
            broker.bootstrapServers(),
            Specs.limits(null, "10m", null),
            IntStream.range(0, resources)
                .mapToObj(number -> Specs.octets("/some/resource-" + number, TOPIC))
                .toArray(GatewayResourceSpec[]::new)));
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  /** A device with an address of its own. */
  private RawPeer peer(int number) throws Exception {
    // Java takes an address that ends with 255 for one that reaches many.
    byte[] own = {127, 2, (byte) (number / 250), (byte) (number % 250)};
    return new RawPeer(gateway.endpoints().get(0), InetAddress.getByAddress(own));
  }

  private Datagram discover(RawPeer peer, int number, int exponent) throws Exception {
    peer.send(
        DatagramBuilder.message(Datagram.CON, GET, mid++)
            .path("/.well-known/core")
            .block(DatagramBuilder.BLOCK2, number, false, exponent)
            .bytes());
    return peer.receive();
  }

  private List<Datagram> all(RawPeer peer, int exponent) throws Exception {
    List<Datagram> blocks = new ArrayList<>();
    while (more(blocks)) {
      blocks.add(discover(peer, blocks.size(), exponent));
    }
    return blocks;
  }

  private static String links(List<Datagram> blocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    blocks.forEach(one -> out.writeBytes(one.payload()));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test // E1: two devices that take turns; all blocks of one list, which its ETag says too
  void aLongAnswerComesInBlocks() throws Exception {
    List<Datagram> one = new ArrayList<>();
    List<Datagram> two = new ArrayList<>();
    try (RawPeer first = peer(CROWD + 2);
        RawPeer second = peer(CROWD + 3)) {
      for (int number = 0; more(one) || more(two); number++) {
        if (more(one)) {
          one.add(discover(first, number, SMALL));
        }
        if (more(two)) {
          two.add(discover(second, number, SMALL + 1));
        }
      }
    }
    assertThat(links(one)).isEqualTo(links(two)).contains("</some/resource-59>;ct=42");
    assertThat(Stream.concat(one.stream(), two.stream()))
        .allSatisfy(
            block ->
                assertThat(block.options().get(ETAG)).isEqualTo(one.get(0).options().get(ETAG)));
  }

  private static boolean more(List<Datagram> blocks) {
    if (blocks.isEmpty()) {
      return true;
    }
    long last = blocks.get(blocks.size() - 1).number(DatagramBuilder.BLOCK2);
    return last >= 0 && (last & 8) != 0;
  }

  // Would catch: an answer kept for each of any number of addresses, or none for those beyond.
  @Test // E1, H3
  void beyondTheAnswersThatAreKeptBlocksStillCome() throws Exception {
    for (int number = 0; number < CROWD; number++) {
      try (RawPeer peer = peer(number)) {
        assertThat(discover(peer, 0, LARGEST).codeText()).isEqualTo("2.05");
      }
    }
    try (RawPeer last = peer(CROWD)) {
      assertThat(links(all(last, LARGEST)).split(",")).hasSize(RESOURCES);
    }
  }

  // Would catch: a list that is half old and half new.
  @Test // E1
  void allBlocksAreOfOneListAlthoughResourcesChange() throws Exception {
    try (RawPeer peer = peer(CROWD + 1)) {
      List<Datagram> blocks = new ArrayList<>(List.of(discover(peer, 0, SMALL)));
      gateway.reload(config(1));
      while (more(blocks)) {
        blocks.add(discover(peer, blocks.size(), SMALL));
      }

      assertThat(links(blocks).split(",")).hasSize(RESOURCES);
      assertThat(links(all(peer, SMALL))).isEqualTo("</some/resource-0>;ct=42");
    } finally {
      gateway.reload(config(RESOURCES));
    }
  }

  @Test // E1
  void aBlockBehindTheEndIsABadOption() throws Exception {
    try (RawPeer peer = peer(CROWD + 4)) {
      assertThat(discover(peer, 5_000, LARGEST).codeText()).isEqualTo("4.02");
    }
  }
}
