package dev.millrace.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.californium.core.coap.CoAP;
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
