package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.IntStream;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever makes up the address of somebody else sends little to it (RFC 7252 section 11.3). */
@ExtendWith(BrokerExtension.class)
class AmplificationTest {
  private static final int BLOCK2 = 23;
  private static final int ECHO = 252;
  private static final String DISCOVERY = "/.well-known/core";

  private final EmbeddedBroker broker;
  private CoapGateway gateway;

  AmplificationTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  private void start(Integer maxAmplification) {
    GatewayResourceSpec[] resources =
        IntStream.range(0, 40)
            .mapToObj(number -> Specs.octets("/resource/number/" + number, "amplification"))
            .toArray(GatewayResourceSpec[]::new);
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                "amplification",
                Specs.plain(
                    broker.bootstrapServers(),
                    new GatewayLimitsSpec(
                        null, null, null, null, null, null, null, null, null, maxAmplification),
                    resources)),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static byte[] get(int mid, String path) {
    return Datagram.request(Datagram.CON, 0x01, mid, new byte[] {7}, path, -1, new byte[0]);
  }

  /** The options go behind the path, in ascending order. */
  private static byte[] with(byte[] request, byte... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(request);
    out.writeBytes(options);
    return out.toByteArray();
  }

  private static byte[] block2(int number, int szx) {
    return new byte[] {(byte) (BLOCK2 - 11 << 4 | 1), (byte) (number << 4 | szx)};
  }

  @Test
  void anUnprovenAddressGetsThreeTimesWhatItSentAtMost() throws Exception {
    start(3);
    try (RawPeer peer = new RawPeer(gateway.endpoints().get(0))) {
      byte[] request = get(1, DISCOVERY);
      peer.send(request);
      byte[] answer = peer.receiveBytes();
      Datagram first = Datagram.read(answer);
      int szx = (int) first.number(BLOCK2) & 7;

      assertThat(first.codeText()).isEqualTo("2.05");
      assertThat(answer).hasSizeLessThanOrEqualTo(3 * request.length);
      assertThat(first.number(BLOCK2) & 8).as("there is more").isPositive();
      for (int number = 1; number < 4; number++) {
        byte[] next = with(get(10 + number, DISCOVERY), block2(number, szx));
        peer.send(next);
        byte[] block = peer.receiveBytes();
        assertThat(Datagram.read(block).number(BLOCK2) >> 4).isEqualTo(number);
        assertThat(block).hasSizeLessThanOrEqualTo(3 * next.length);
      }
      byte[] large = with(get(20, DISCOVERY), block2(0, 6));
      peer.send(large);
      assertThat(peer.receiveBytes()).hasSizeLessThanOrEqualTo(3 * large.length);
    }
  }

  @Test // as a client with RFC 7959 does by itself
  void inSmallBlocksTheWholeAnswerIsHad() throws Exception {
    start(3);
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      assertThat(device.send(Request.newGet(), DISCOVERY, get -> {}).getPayloadString().split(","))
          .hasSize(40);
    }
  }

  @Test // RFC 9175 section 2.3
  void whoShowsWhatWasSentToItsAddressGetsLongAnswers() throws Exception {
    start(3);
    try (RawPeer peer = new RawPeer(gateway.endpoints().get(0));
        RawPeer another = new RawPeer(gateway.endpoints().get(0))) {
      peer.send(get(1, DISCOVERY));
      byte[] echo = Datagram.read(peer.receiveBytes()).options().get(ECHO);
      assertThat(echo).isNotNull();
      byte[] option = new byte[2 + echo.length];
      option[0] = (byte) (0xD0 | echo.length);
      option[1] = (byte) (ECHO - 11 - 13);
      System.arraycopy(echo, 0, option, 2, echo.length);
      byte[] proven = with(get(2, DISCOVERY), option);

      peer.send(proven);
      assertThat(Datagram.read(peer.receiveBytes()).payload()).hasSize(1024);
      another.send(proven);
      assertThat(another.receiveBytes()).hasSizeLessThanOrEqualTo(3 * proven.length);
    }
  }

  @Test
  void diagnosticsAreCutAndWhatFitsIsWhole() throws Exception {
    start(3);
    try (RawPeer peer = new RawPeer(gateway.endpoints().get(0))) {
      byte[] brief = get(1, "/x");
      peer.send(brief);
      byte[] answer = peer.receiveBytes();
      assertThat(Datagram.read(answer).codeText()).isEqualTo("4.04");
      assertThat(answer).hasSizeLessThanOrEqualTo(3 * brief.length);
      byte[] filtered = with(get(2, DISCOVERY), new byte[] {0x43, 'h', '=', '1'});
      peer.send(filtered);
      Datagram empty = Datagram.read(peer.receiveBytes());
      assertThat(empty.codeText()).isEqualTo("2.05");
      assertThat(empty.options()).doesNotContainKey(BLOCK2);
      peer.send(get(3, "/not-a-resource-of-this-gateway/for-sure"));
      assertThat(new String(peer.receive().payload(), StandardCharsets.UTF_8))
          .isEqualTo("no such resource; see /.well-known/core");
    }
  }

  @Test // an address far behind the end of everything
  void absurdBlocksAreRefused() throws Exception {
    start(3);
    try (RawPeer peer = new RawPeer(gateway.endpoints().get(0))) {
      byte[] absurd =
          with(
              get(1, DISCOVERY),
              (byte) (BLOCK2 - 11 << 4 | 3),
              (byte) 0xFF,
              (byte) 0xFF,
              (byte) 0xF6);
      peer.send(absurd);
      byte[] answer = peer.receiveBytes();
      assertThat(Datagram.read(answer).codeText()).startsWith("4.0");
      assertThat(answer).hasSizeLessThanOrEqualTo(3 * absurd.length);
    }
  }

  @Test
  void withoutTheLimitAnswersHaveAnyLength() throws Exception {
    start(null);
    try (RawPeer peer = new RawPeer(gateway.endpoints().get(0))) {
      peer.send(get(1, DISCOVERY));
      assertThat(Datagram.read(peer.receiveBytes()).payload()).hasSize(1024);
    }
  }
}
