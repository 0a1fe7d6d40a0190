package dev.millrace.e2e.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.interop.ForeignClient.Printed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the foreign clients print, as they have printed it. */
class ForeignClientTest {
  private static final byte[] NOTHING = {};

  private final ForeignClient libcoap = new Libcoap("coap-client");
  private final ForeignClient aiocoap = new Aiocoap("aiocoap-client");

  private static Printed out(String text) {
    return new Printed(text.getBytes(UTF_8), NOTHING);
  }

  private static Printed err(String text) {
    return new Printed("the body".getBytes(UTF_8), text.getBytes(UTF_8));
  }

  // Would catch: the code of a block taken for that of the whole, a request for a response.
  @Test
  void libcoapsLastResponseCounts() {
    Answer answer =
        libcoap.read(
            out(
                """
                v:1 t:CON c:PUT i:84f8 {01} [ Uri-Path:a, Block1:0/M/64 ] :: binary data length 64
                v:1 t:ACK c:2.31 i:84f8 {01} [ Block1:0/M/64 ]
                v:1 t:ACK c:2.04 i:84f9 {01} [ Block1:1/_/64 ]
                """),
            new byte[] {7});

    assertThat(answer.code()).isEqualTo("2.04");
    assertThat(answer.body()).containsExactly(7);
  }

  @Test
  void libcoapsErrorsAreResponses() {
    assertThat(libcoap.read(out("v:1 t:NON c:4.04 i:2452 {01} [ ] :: 'no such'\n"), NOTHING).code())
        .isEqualTo("4.04");
    assertThat(
            libcoap
                .read(out("v:1 t:CON c:POST i:407a {01} [ ]\nERR  cannot send CoAP pdu"), NOTHING)
                .code())
        .isEqualTo(Answer.NONE);
  }

  @Test
  void aiocoapSaysACodeWithAndWithoutPrefix() {
    assertThat(
            aiocoap
                .read(
                    err("INFO:coap.aiocoap-client:2.04 Changed from coap://127.0.0.1:25683\n"),
                    NOTHING)
                .code())
        .isEqualTo("2.04");
    Answer error = aiocoap.read(err("INFO:x:Sending request:\n4.04 Not Found\n"), NOTHING);
    assertThat(error.code()).isEqualTo("4.04");
    assertThat(error.body()).asString().isEqualTo("the body");
    assertThat(aiocoap.read(err("Network error: NoRequestInterface\n"), NOTHING).code())
        .isEqualTo(Answer.NONE);
  }

  @Test
  void blockSizesAreExponentsForAiocoap() {
    Order order = Order.post("/a", 42, new byte[100]).inBlocksOf(64);

    assertThat(aiocoap.command(order, "coap://h/a", Path.of("body"), Path.of("answer")))
        .containsSequence("--payload-initial-szx", "2");
    assertThat(libcoap.command(order, "coap://h/a", Path.of("body"), Path.of("answer")))
        .containsSequence("-b", "64");
  }
}
