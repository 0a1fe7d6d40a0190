package dev.millrace.stream.codec;

import static dev.millrace.stream.codec.Samples.hex;
import static dev.millrace.stream.codec.Samples.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden bytes by RFC 8949; {@code 65 6c 65 76 65 6c} is "level", {@code 63 6c 6f 74} is "lot". */
class CborReaderTest {
  static Stream<Arguments> good() {
    return Stream.of(
        Arguments.of("a1 65 6c6576656c 18 64", "{\"level\":100}"),
        Arguments.of("a1 65 6c6576656c 3b 7fffffffffffffff", "{\"level\":-9223372036854775808}"),
        Arguments.of("bf 65 6c6576656c 01 63 6c6f74 61 6e ff", "{\"lot\":\"n\",\"level\":1}"),
        Arguments.of("a1 63 6c6f74 7f 61 6e 61 6f ff", "{\"lot\":\"no\"}"),
        Arguments.of("a1 67 63656c73697573 f9 3e00", "{\"celsius\":1.5}"),
        Arguments.of("a1 67 63656c73697573 fa 47c35000", "{\"celsius\":100000.0}"),
        Arguments.of("a1 67 63656c73697573 fb 3ff199999999999a", "{\"celsius\":1.1}"),
        Arguments.of("a1 67 63656c73697573 03", "{\"celsius\":3.0}"),
        Arguments.of(
            "a1 67 63656c73697573 c2 49 010000000000000000", "{\"celsius\":1.8446744073709552E19}"),
        Arguments.of("a1 64 6f70656e f5", "{\"open\":true}"),
        Arguments.of("a2 64 6f70656e f6 65 6c6576656c f7", "{}"),
        Arguments.of("a2 61 78 82 01 a0 64 6f70656e f4", "{\"open\":false}"),
        Arguments.of("d9d9f7 a1 64 6f70656e f5", "{\"open\":true}"),
        Arguments.of("a0", "{}"));
  }

  @ParameterizedTest
  @MethodSource("good")
  void reads(String payload, String row) throws DecodeException {
    assertThat(read(ContentFormat.CBOR, hex(payload))).hasToString(row);
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("", "the payload is empty"),
        Arguments.of("80", "an object expected, found an array at byte 0"),
        Arguments.of(
            "a1 65 6c6576656c 61 33", "field 'level': int expected, found a string at byte 7"),
        Arguments.of(
            "a1 65 6c6576656c f9 3c00",
            "field 'level': int expected, found a number with fraction or exponent at byte 7"),
        Arguments.of(
            "a1 65 6c6576656c 1b 8000000000000000",
            "field 'level': integer beyond 64 bits at byte 7"),
        Arguments.of(
            "a1 65 6c6576656c c2 49 010000000000000000",
            "field 'level': integer beyond 64 bits at byte 7"),
        Arguments.of(
            "a1 67 63656c73697573 f9 7e00", "field 'celsius': not a finite double at byte 9"),
        Arguments.of(
            "a1 67 63656c73697573 f9 fc00", "field 'celsius': not a finite double at byte 9"),
        Arguments.of(
            "a1 65 6c6576656c f0",
            "field 'level': int expected, found bytes or another value that fields cannot have at"
                + " byte 7"),
        Arguments.of(
            "a1 63 6c6f74 41 6e",
            "field 'lot': string expected, found bytes or another value that fields cannot have at"
                + " byte 5"),
        Arguments.of("a2 64 6f70656e f5 64 6f70656e f5", "field 'open' occurs again at byte 7"),
        Arguments.of("a1 65 6c6576", "CBOR is cut off at byte 5"),
        Arguments.of("a2 64 6f70656e f5", "CBOR is cut off at byte 7"),
        Arguments.of("bf 64 6f70656e f5", "CBOR is cut off at byte 7"),
        Arguments.of("bb ffffffffffffffff", "CBOR is cut off at byte 9"),
        Arguments.of("a1 63 6c6f74 7b ffffffffffffffff 61", "CBOR is cut off at byte 15"),
        Arguments.of("a0 00", "something follows the end of the value at byte 1"),
        Arguments.of("a1 63 6c6f74 62 c0 80", "not UTF-8 at byte 5"),
        Arguments.of("a1 61 78 63 ed a0 80", "not UTF-8 at byte 3"),
        Arguments.of("a1 63 6c6f74 7f 61 c3 61 a9 ff", "not UTF-8 at byte 6"),
        Arguments.of("a1 63 6c6f74 1c", "malformed CBOR at byte 5"),
        Arguments.of("a1 63 6c6f74 f8 10", "malformed CBOR at byte 5"),
        Arguments.of("a1 63 6c6f74 ff", "malformed CBOR at byte 5"),
        Arguments.of("bf 63 6c6f74 ff", "malformed CBOR at byte 5"),
        Arguments.of("a1 63 6c6f74 5f 61 6e ff", "malformed CBOR at byte 6"),
        Arguments.of(
            "a1 61 78 " + "81".repeat(32) + "00", "nested deeper than 32 levels at byte 34"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesBadCborWithAStableReason(String payload, String reason) {
    assertThatThrownBy(() -> read(ContentFormat.CBOR, hex(payload)))
        .isInstanceOf(DecodeException.class)
        .hasMessage(reason);
  }
}
