package dev.millrace.stream.codec;

import static dev.millrace.stream.codec.Samples.hex;
import static dev.millrace.stream.codec.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentFormatTest {
  @Test
  void isFoundByNumberAndMediaType() {
    assertThat(ContentFormat.of(110)).contains(ContentFormat.SENML_JSON);
    assertThat(ContentFormat.of(0)).contains(ContentFormat.TEXT);
    assertThat(ContentFormat.of(11060)).isEmpty();
    assertThat(ContentFormat.fromMediaType("Application/JSON; charset=utf-8"))
        .contains(ContentFormat.JSON);
    assertThat(ContentFormat.fromMediaType("application/senml+cbor"))
        .contains(ContentFormat.SENML_CBOR);
    assertThat(ContentFormat.fromMediaType("application/xml")).isEmpty();
  }

  static Stream<Arguments> payloads() {
    return Stream.of(
        Arguments.of(ContentFormat.JSON, utf8("[1,{\"a\":null}]"), null),
        Arguments.of(ContentFormat.JSON, utf8("\"x\""), null),
        Arguments.of(ContentFormat.JSON, utf8(" "), "JSON is cut off at byte 1"),
        Arguments.of(
            ContentFormat.JSON, utf8("{\"a\":1,\"a\":1}"), "a name occurs twice, at byte 10"),
        Arguments.of(ContentFormat.JSON, utf8("{\"a\":1"), "JSON is cut off at byte 6"),
        Arguments.of(
            ContentFormat.JSON, utf8("1 2"), "something follows the end of the value at byte 2"),
        Arguments.of(ContentFormat.JSON, utf8("hello"), "malformed JSON at byte 5"),
        Arguments.of(ContentFormat.JSON, hex("a0"), "not UTF-8 at byte 0"),
        Arguments.of(
            ContentFormat.JSON, utf8("[".repeat(33)), "nested deeper than 32 levels at byte 32"),
        Arguments.of(ContentFormat.CBOR, hex("82 01 a1 61 61 f6"), null),
        Arguments.of(ContentFormat.CBOR, utf8("{\"a\":1}"), "CBOR is cut off at byte 7"),
        Arguments.of(
            ContentFormat.CBOR, hex("a2 61 61 01 61 61 01"), "a name occurs twice, at byte 6"),
        Arguments.of(ContentFormat.SENML_JSON, utf8("[{\"n\":\"a\",\"v\":1}]"), null),
        Arguments.of(
            ContentFormat.SENML_JSON,
            utf8("{\"n\":\"a\",\"v\":1}"),
            "an array of SenML records expected, found an object at byte 0"),
        Arguments.of(ContentFormat.SENML_CBOR, hex("81 a2 00 61 61 02 01"), null),
        Arguments.of(ContentFormat.TEXT, utf8("grüße"), null),
        Arguments.of(ContentFormat.TEXT, hex("ff"), "not UTF-8 at byte 0"),
        Arguments.of(ContentFormat.OCTETS, hex("ff"), null),
        Arguments.of(ContentFormat.OCTETS, new byte[0], null));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void theGatewayLearnsWhetherAPayloadIsWhatItSays(
      ContentFormat format, byte[] payload, String error) {
    assertThat(Codecs.syntaxError(format, payload).orElse(null)).isEqualTo(error);
  }
}
