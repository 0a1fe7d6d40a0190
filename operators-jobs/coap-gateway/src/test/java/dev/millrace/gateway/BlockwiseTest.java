package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.DatagramBuilder;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies in blocks, datagram by datagram. E2, E3, RFC 7959. */
@ExtendWith(BrokerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class BlockwiseTest {
  private static final String TOPIC = "blockwise";
  private static final int MAX_BODY = 4_000;
  private static final int GET = 0x01;
  private static final int OCTETS = 42;

  /** 16, 64 and 1,024 bytes. */
  private static final int SMALLEST = 0;

  private static final int SMALL = 2;
  private static final int LARGEST = 6;

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CoapGateway gateway;
  private int mid = 1_000;

  BlockwiseTest(EmbeddedBroker broker) {
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
                    new GatewayLimitsSpec(MAX_BODY, null, "10m", null, null, null, null),
                    Specs.octets("/up/{device}", TOPIC))),
            meters,
            Clock.systemUTC());
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private RawPeer peer() throws Exception {
    return new RawPeer(gateway.endpoints().get(0));
  }

  private byte[] block(String path, byte[] body, int number, int exponent) {
    int size = 16 << exponent;
    int from = number * size;
    int to = Math.min(body.length, from + size);
    return DatagramBuilder.post(mid++, path)
        .token((byte) number, (byte) 7)
        .option(DatagramBuilder.CONTENT_FORMAT, OCTETS)
        .block(DatagramBuilder.BLOCK1, number, to < body.length, exponent)
        .payload(Arrays.copyOfRange(body, from, to))
        .bytes();
  }

  private static Datagram exchange(RawPeer peer, byte[] datagram) throws Exception {
    peer.send(datagram);
    return peer.receive();
  }

  private static byte[] body(long seed, int length) {
    byte[] body = new byte[length];
    new Random(seed).nextBytes(body);
    return body;
  }

  private List<byte[]> records(String key) throws Exception {
    return broker.records(TOPIC).stream()
        .filter(one -> pathOf(one).equals(key))
        .map(ConsumerRecord::value)
        .toList();
  }

  private static String pathOf(ConsumerRecord<byte[], byte[]> one) {
    return new String(one.headers().lastHeader("path.device").value(), StandardCharsets.UTF_8);
  }

  private double ended(String outcome) {
    return meters.get("millrace.gateway.uploads.ended").tag("outcome", outcome).counter().count();
  }

  @Test // E2: each block is answered with the token and message id that it came with
  void aBodyInSmallBlocksIsOneRecord() throws Exception {
    byte[] body = body(1, MAX_BODY);
    try (RawPeer peer = peer()) {
      int blocks = MAX_BODY / 64 + 1;
      for (int number = 0; number < blocks; number++) {
        byte[] sent = block("/up/small", body, number, SMALL);
        Datagram answer = exchange(peer, sent);
        boolean last = number == blocks - 1;
        assertThat(answer.codeText()).isEqualTo(last ? "2.04" : "2.31");
        assertThat(answer.mid()).isEqualTo(Datagram.read(sent).mid());
        assertThat(answer.token()).containsExactly((byte) number, 7);
        assertThat(answer.number(DatagramBuilder.BLOCK1))
            .isEqualTo(number << 4 | (last ? 0 : 8) | SMALL);
      }
    }
    assertThat(records("small")).containsExactly(body);
  }

  @Test // A5, E2: a repeated block is taken once, and answered alike
  void copiesOfBlocksChangeNothing() throws Exception {
    byte[] body = body(2, 150);
    try (RawPeer peer = peer()) {
      for (int number = 0; number < 3; number++) {
        byte[] sent = block("/up/copies", body, number, SMALL);
        peer.send(sent);
        byte[] first = peer.receiveBytes();
        peer.send(sent);
        assertThat(peer.receiveBytes()).isEqualTo(first);
      }
    }
    assertThat(records("copies")).containsExactly(body);
  }

  @Test // E2: blocks of several devices, and of one device to several resources, interleaved
  void uploadsDoNotMix() throws Exception {
    try (RawPeer one = peer();
        RawPeer two = peer()) {
      byte[] a = body(3, 500);
      byte[] b = body(4, 500);
      byte[] c = body(5, 500);
      for (int number = 0; number < 8; number++) {
        exchange(one, block("/up/mixed-a", a, number, SMALL));
        exchange(two, block("/up/mixed-a", b, number, SMALL));
        exchange(one, block("/up/mixed-c", c, number, SMALL));
      }
      assertThat(records("mixed-a")).containsExactlyInAnyOrder(a, b);
      assertThat(records("mixed-c")).containsExactly(c);
    }
  }

  @Test // E3: 4.08
  void aGapIsIncompleteAndNothingIsStored() throws Exception {
    byte[] body = body(6, 200);
    try (RawPeer peer = peer()) {
      assertThat(exchange(peer, block("/up/gap", body, 1, SMALL)).codeText()).isEqualTo("4.08");
      exchange(peer, block("/up/gap", body, 0, SMALL));
      assertThat(exchange(peer, block("/up/gap", body, 2, SMALL)).codeText()).isEqualTo("4.08");
      assertThat(exchange(peer, block("/up/gap", body, 1, SMALL)).codeText()).isEqualTo("4.08");
    }
    assertThat(records("gap")).isEmpty();
  }

  @Test // E3
  void theNewestUploadWins() throws Exception {
    byte[] old = body(7, 200);
    byte[] body = body(8, 100);
    double before = ended("overwritten");
    try (RawPeer peer = peer()) {
      exchange(peer, block("/up/newest", old, 0, SMALL));
      exchange(peer, block("/up/newest", old, 1, SMALL));
      exchange(peer, block("/up/newest", body, 0, SMALL));
      assertThat(exchange(peer, block("/up/newest", body, 1, SMALL)).codeText()).isEqualTo("2.04");
    }
    assertThat(records("newest")).containsExactly(body);
    assertThat(ended("overwritten")).isEqualTo(before + 1);
  }

  @Test // E3: 4.13 with the size that is taken, as soon as it is known
  void whatIsTooLongIsRefusedAtOnce() throws Exception {
    try (RawPeer peer = peer()) {
      Datagram announced =
          exchange(
              peer,
              DatagramBuilder.post(mid++, "/up/long")
                  .option(DatagramBuilder.SIZE1, MAX_BODY + 1)
                  .block(DatagramBuilder.BLOCK1, 0, true, SMALLEST)
                  .payload(new byte[16])
                  .bytes());
      assertThat(announced.codeText()).isEqualTo("4.13");
      assertThat(announced.number(DatagramBuilder.SIZE1)).isEqualTo(MAX_BODY);

      byte[] grows = body(9, MAX_BODY + 1);
      for (int number = 0; number < 3; number++) {
        assertThat(exchange(peer, block("/up/long", grows, number, LARGEST)).codeText())
            .isEqualTo("2.31");
      }
      Datagram grown = exchange(peer, block("/up/long", grows, 3, LARGEST));
      assertThat(grown.codeText()).isEqualTo("4.13");
      assertThat(grown.number(DatagramBuilder.SIZE1)).isEqualTo(MAX_BODY);
    }
    assertThat(records("long")).isEmpty();
  }

  @Test // E3: nothing is kept for what would be refused anyway
  void theFirstBlockToANowhereIsRefused() throws Exception {
    try (RawPeer peer = peer()) {
      assertThat(exchange(peer, block("/down", new byte[99], 0, SMALL)).codeText())
          .isEqualTo("4.04");
      assertThat(
              exchange(
                      peer,
                      DatagramBuilder.message(Datagram.CON, GET, mid++)
                          .path("/.well-known/core")
                          .block(DatagramBuilder.BLOCK1, 0, true, SMALLEST)
                          .bytes())
                  .codeText())
          .isEqualTo("4.02");
      assertThat(exchange(peer, block("/down", new byte[99], 1, SMALL)).codeText())
          .isEqualTo("4.04");
    }
  }

  @Test // RFC 7959 section 2.2
  void blocksThatLieAboutTheirSizeAreBadRequests() throws Exception {
    try (RawPeer peer = peer()) {
      for (int length : new int[] {0, 15, 17}) {
        Datagram answer =
            exchange(
                peer,
                DatagramBuilder.post(mid++, "/up/liar")
                    .block(DatagramBuilder.BLOCK1, 0, true, SMALLEST)
                    .payload(new byte[length])
                    .bytes());
        assertThat(answer.codeText()).isEqualTo("4.00");
      }
      for (int option : new int[] {DatagramBuilder.BLOCK1, DatagramBuilder.BLOCK2}) {
        byte[] reserved =
            DatagramBuilder.post(mid++, "/up/liar").block(option, 0, false, 7).bytes();
        assertThat(exchange(peer, reserved).codeText()).isEqualTo("4.00");
      }
    }
    assertThat(records("liar")).isEmpty();
  }

  @Test // E3: bounded for each device
  void aDeviceThatBeginsTooManyUploadsLosesItsOwn() throws Exception {
    double before = ended("displaced");
    byte[] body = body(10, 100);
    try (RawPeer victim = peer();
        RawPeer greedy = peer()) {
      exchange(victim, block("/up/victim", body, 0, SMALL));
      for (int upload = 0; upload < 100; upload++) {
        assertThat(exchange(greedy, block("/up/greedy-" + upload, body, 0, SMALL)).codeText())
            .isEqualTo("2.31");
      }
      assertThat(ended("displaced") - before).isEqualTo(92);
      assertThat(exchange(victim, block("/up/victim", body, 1, SMALL)).codeText())
          .isEqualTo("2.04");
      assertThat(exchange(greedy, block("/up/greedy-99", body, 1, SMALL)).codeText())
          .isEqualTo("2.04");
      assertThat(exchange(greedy, block("/up/greedy-0", body, 1, SMALL)).codeText())
          .isEqualTo("4.08");
    }
  }

  @Test // E2: non-confirmable blocks are answered by such
  void nonConfirmableBlocksAreTakenToo() throws Exception {
    try (RawPeer peer = peer()) {
      for (int number = 0; number < 2; number++) {
        Datagram answer =
            exchange(
                peer,
                DatagramBuilder.message(Datagram.NON, Datagram.POST, mid++)
                    .path("/up/non")
                    .block(DatagramBuilder.BLOCK1, number, number == 0, SMALLEST)
                    .payload(new byte[16])
                    .bytes());
        assertThat(answer.type()).isEqualTo(Datagram.NON);
        assertThat(answer.codeText()).isEqualTo(number == 0 ? "2.31" : "2.04");
      }
    }
    assertThat(records("non")).containsExactly(new byte[32]);
  }

  @Test
  void whatIsUnderWayIsShown() throws Exception {
    try (RawPeer peer = peer()) {
      double before = meters.get("millrace.gateway.uploads").gauge().value();
      exchange(peer, block("/up/shown", new byte[2_000], 0, LARGEST));

      assertThat(meters.get("millrace.gateway.uploads").gauge().value()).isEqualTo(before + 1);
      assertThat(meters.get("millrace.gateway.uploads.bytes").gauge().value()).isGreaterThan(1_024);
      exchange(peer, block("/up/shown", new byte[2_000], 1, LARGEST));
      await()
          .untilAsserted(
              () ->
                  assertThat(meters.get("millrace.gateway.uploads").gauge().value())
                      .isEqualTo(before));
    }
    assertThat(
            meters.find("millrace.gateway.requests").counters().stream()
                .map(counter -> counter.getId().getTag("resource"))
                .collect(Collectors.toSet()))
        .as("no tag value that a device made up")
        .allMatch(one -> !one.contains("shown"));
  }
}
