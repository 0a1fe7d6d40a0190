package dev.millrace.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.junit.jupiter.api.Test;

/** Requests as they go out, and what is read of answers. */
final class MessagesOfTheLoadTest {
  private static byte[] encoded(LoadRequest request, int client, int id, int token) {
    ByteBuffer buffer = ByteBuffer.allocate(256);
    new RequestTemplate(request, client).write(buffer, id, token);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Test // I4
  void aPostCarriesPathPayloadAndFormat() {
    LoadRequest post = LoadRequest.post("readings/{client}", "{\"a\":1}", 50);
    Request request =
        (Request) new UdpDataParser().parseMessage(encoded(post, 17, 0xfffe, 0x80000001));

    assertThat(request.getType()).isEqualTo(CoAP.Type.CON);
    assertThat(request.getCode()).isEqualTo(CoAP.Code.POST);
    assertThat(request.getMID()).isEqualTo(0xfffe);
    assertThat(request.getToken().getBytes()).containsExactly(0x80, 0, 0, 1);
    assertThat(request.getOptions().getUriPathString()).isEqualTo("readings/17");
    assertThat(request.getOptions().getContentFormat()).isEqualTo(50);
    assertThat(request.getPayloadString()).isEqualTo("{\"a\":1}");
  }

  @Test
  void aGetHasNeitherPayloadNorFormat() {
    Request request =
        (Request)
            new UdpDataParser()
                .parseMessage(encoded(LoadRequest.get("/benchmark").nonConfirmable(), 0, 1, 2));

    assertThat(request.getType()).isEqualTo(CoAP.Type.NON);
    assertThat(request.getOptions().hasContentFormat()).isFalse();
    assertThat(request.getPayloadSize()).isZero();
    assertThat(request.getOptions().getUriPathString()).isEqualTo("benchmark");
  }

  @Test
  void headsAreReadAndWhatIsNoCoapIsNot() {
    Answer answer = Answer.parse(ByteBuffer.wrap(new byte[] {0x64, 0x45, -1, -2, 1, 2, 3, 4}));
    assertThat(answer).isEqualTo(new Answer(2, 0x45, 0xfffe, 0x01020304));
    assertThat(answer.isSuccess()).isTrue();
    assertThat(answer.isPiggybacked()).isTrue();

    Answer unavailable = Answer.parse(ByteBuffer.wrap(new byte[] {0x40, (byte) 0xa3, 0, 1}));
    assertThat(unavailable.isResponse()).isTrue();
    assertThat(unavailable.isSuccess()).isFalse();
    assertThat(unavailable.wantsAcknowledgement()).isTrue();

    assertThat(Answer.parse(ByteBuffer.wrap(new byte[] {0x60, 0, 0, 1})).isPromise()).isTrue();
    assertThat(Answer.parse(ByteBuffer.wrap(new byte[] {0x70, 0, 0, 1})).isReset()).isTrue();
    assertThat(Answer.parse(ByteBuffer.wrap(new byte[] {0x64, 0x45, 0, 1}))).isNull();
    assertThat(Answer.parse(ByteBuffer.wrap(new byte[] {(byte) 0x80, 0, 0, 1}))).isNull();
    assertThat(Answer.parse(ByteBuffer.wrap(new byte[] {0x60, 0, 0}))).isNull();
  }

  private static MessageOptions options(int... bytes) {
    ByteBuffer message = ByteBuffer.allocate(bytes.length);
    for (int one : bytes) {
      message.put((byte) one);
    }
    return MessageOptions.of(message.flip());
  }

  @Test
  void optionsAreFoundBehindOthersAndNotInAPayload() {
    assertThat(options(0x60, 0x45, 0, 1, 0x42, 7, 7, 0x21, 5))
        .isEqualTo(new MessageOptions(5, -1, -1, 0));
    assertThat(options(0x60, 0x45, 0, 1, 0xc1, 0x61).observe()).isEqualTo(-1);
    assertThat(options(0x60, 0x45, 0, 1, 0xff, 0x61, 1))
        .isEqualTo(new MessageOptions(-1, -1, -1, 2));
    assertThat(options(0x60, 0x45, 0, 1)).isEqualTo(new MessageOptions(-1, -1, -1, 0));
    // Behind a token, an option of 14 bytes, with numbers that need another byte.
    assertThat(
            options(
                0x61, 0x45, 0, 1, 9, 0x4d, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0xd1,
                6, 0x16, 0x41, 0x1e, 0xff, 1, 2, 3))
        .isEqualTo(new MessageOptions(-1, 0x16, 0x1e, 3));
  }

  @Test
  void whatIsBehindAMalformedOptionIsNotRead() {
    assertThat(options(0x60, 0x45, 0, 1, 0xf0, 0x60).observe()).isEqualTo(-1);
    assertThat(options(0x60, 0x45, 0, 1, 0x65, 1).observe()).isEqualTo(-1);
    assertThat(options(0x60, 0x45, 0, 1, 0xd0).observe()).isEqualTo(-1);
  }

  @Test // RFC 7959 section 2.2
  void blocksAreNumbersAndBack() {
    assertThat(Block.of(0x1e)).isEqualTo(new Block(1, true, 1024));
    assertThat(Block.of(0)).isEqualTo(new Block(0, false, 16));
    assertThat(new Block(1_599, true, 64).value()).isEqualTo(1_599 << 4 | 8 | 2);
    assertThat(new Block(3, false, 64).offset()).isEqualTo(192);
    assertThatThrownBy(() -> new BodyRequest(CoAP.Code.GET, "x", 1, 2048))
        .hasMessageContaining("2048");
  }

  @Test
  void aBlockOfABodyIsWhatCaliforniumReads() {
    BodyRequest post = new BodyRequest(CoAP.Code.POST, "x/{client}", 100, 64);
    BodyTemplate template = new BodyTemplate(post, 7);
    Request first = (Request) parsed(template, 0, 64);
    Request last = (Request) parsed(template, 1, 64);
    Request get =
        (Request)
            parsed(new BodyTemplate(new BodyRequest(CoAP.Code.GET, "x", 100, 16), 7), 300, 16);

    assertThat(first.getOptions().getUriPathString()).isEqualTo("x/7");
    assertThat(first.getOptions().getBlock1().getNum()).isZero();
    assertThat(first.getOptions().getBlock1().isM()).isTrue();
    assertThat(first.getOptions().getBlock1().getSize()).isEqualTo(64);
    assertThat(first.getPayloadSize()).isEqualTo(64);
    assertThat(last.getOptions().getBlock1().getNum()).isEqualTo(1);
    assertThat(last.getOptions().getBlock1().isM()).isFalse();
    assertThat(last.getPayloadSize()).isEqualTo(36);
    assertThat(get.getOptions().getBlock2().getNum()).isEqualTo(300);
    assertThat(get.getOptions().getBlock2().getSize()).isEqualTo(16);
    assertThat(get.getPayloadSize()).isZero();
  }

  private static Message parsed(BodyTemplate template, int number, int blockBytes) {
    ByteBuffer buffer = ByteBuffer.allocate(template.length());
    template.write(buffer, 1, 2, number, blockBytes);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return new UdpDataParser().parseMessage(bytes);
  }

  @Test
  void aRetiredPortIsFreeWhenItsMessageIdsAre() {
    RetiredPorts ports = new RetiredPorts(Duration.ofSeconds(247));
    ports.retire(40_000, 0);

    assertThat(ports.isFree(40_001, 0)).isTrue();
    assertThat(ports.isFree(40_000, Duration.ofSeconds(247).toNanos())).isFalse();
    assertThat(ports.isFree(40_000, Duration.ofSeconds(247).toNanos() + 1)).isTrue();
  }

  @Test
  void aPlanThatCannotBeCarriedOutIsRefused() {
    LoadPlan plan =
        LoadPlan.of(
            InetSocketAddress.createUnresolved("x.invalid", 1),
            1,
            LoadRequest.get("x").nonConfirmable());

    assertThatThrownBy(() -> plan.withDuplicates(0.1)).hasMessageContaining("confirmable");
    assertThatThrownBy(() -> plan.withMessagesPerPort(65_537)).hasMessageContaining("65537");
    assertThatThrownBy(() -> plan.paced(-1)).hasMessageContaining("perSecond");
  }
}
