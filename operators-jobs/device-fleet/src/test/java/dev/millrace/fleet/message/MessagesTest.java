package dev.millrace.fleet.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fleet.message.Reply.Kind;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private final ReplyDecoder decoder = new ReplyDecoder();

  @Test
  void aRequestIsWhatCaliforniumReads() {
    byte[] payload = {1, 2, 3};
    byte[] datagram =
        new RequestEncoder(CoAP.Code.PUT, true, List.of("lots", "a/b", ""), 60)
            .encode(0xfedc, 0x0102030405060708L, payload);

    Request request = (Request) new UdpDataParser().parseMessage(datagram);

    assertThat(request.getCode()).isEqualTo(CoAP.Code.PUT);
    assertThat(request.getType()).isEqualTo(CoAP.Type.CON);
    assertThat(request.getMID()).isEqualTo(0xfedc);
    assertThat(request.getTokenString()).isEqualTo("0102030405060708");
    assertThat(request.getOptions().getUriPath()).containsExactly("lots", "a/b", "");
    assertThat(request.getOptions().getContentFormat()).isEqualTo(60);
    assertThat(request.getPayload()).isEqualTo(payload);
  }

  /** Hand-made datagrams, so that encoder and decoder cannot share a mistake. */
  @Test
  void repliesAreToldApart() {
    assertThat(decode("60 00 12 34")).isEqualTo(reply(Kind.EMPTY_ACKNOWLEDGEMENT, 0x1234, 0, 0, 0));
    assertThat(decode("70 00 12 34")).isEqualTo(reply(Kind.RESET, 0x1234, 0, 0, 0));
    assertThat(decode("68 44 12 34 0102030405060708"))
        .isEqualTo(reply(Kind.PIGGYBACKED, 0x1234, 0x0102030405060708L, 2 << 5 | 4, 60));
    assertThat(decode("48 a3 12 34 0102030405060708 d1 01 05"))
        .isEqualTo(reply(Kind.CONFIRMABLE, 0x1234, 0x0102030405060708L, 5 << 5 | 3, 5));
    assertThat(decode("58 84 12 34 0102030405060708"))
        .isEqualTo(reply(Kind.NON_CONFIRMABLE, 0x1234, 0x0102030405060708L, 4 << 5 | 4, 60));
  }

  @Test
  void whatIsNoReplyIsResetOrIgnoredAsTheRfcSays() {
    assertThat(decode("40 00 12 34").kind()).as("ping").isEqualTo(Kind.REJECTED);
    assertThat(decode("40 01 12 34").kind()).as("CON request").isEqualTo(Kind.REJECTED);
    assertThat(decode("50 01 12 34").kind()).as("NON request").isEqualTo(Kind.IGNORED);
    assertThat(decode("48 44 12 34 0102030405060708 ff").kind())
        .as("CON with a marker and no payload")
        .isEqualTo(Kind.REJECTED);
    assertThat(decode("68 44 12 34 0102030405060708 ff").kind()).isEqualTo(Kind.IGNORED);
    assertThat(decode("a8 44 12 34 0102030405060708").kind())
        .as("version 2")
        .isEqualTo(Kind.IGNORED);
    assertThat(decode("6c 44 12 34 0102030405060708").kind()).as("TKL 12").isEqualTo(Kind.IGNORED);
    assertThat(decode("").kind()).isEqualTo(Kind.IGNORED);
    assertThat(decode("60 00").kind()).isEqualTo(Kind.IGNORED);
    assertThat(decode("62 44 12 34 0102").token()).as("not a token of ours").isZero();
  }

  @Test
  void answersAreEmptyMessages() {
    assertThat(HexFormat.of().formatHex(EmptyMessages.acknowledge(0xabcd))).isEqualTo("6000abcd");
    assertThat(HexFormat.of().formatHex(EmptyMessages.reset(0xabcd))).isEqualTo("7000abcd");
  }

  private Reply decode(String hex) {
    return decoder.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static Reply reply(Kind kind, int id, long token, int code, long maxAge) {
    return new Reply(kind, id, token, code, maxAge);
  }
}
