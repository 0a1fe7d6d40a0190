package dev.millrace.stream.codec;

import static dev.millrace.stream.codec.Samples.SCHEMA;
import static dev.millrace.stream.codec.Samples.hex;
import static dev.millrace.stream.codec.Samples.json;
import static dev.millrace.stream.codec.Samples.read;
import static dev.millrace.stream.codec.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.record.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectReaderTest {
  @Test
  void readsDeclaredFieldsInWhateverOrderAndSkipsOthers() throws DecodeException {
    String expected = "{\"lot\":\"n\",\"level\":3,\"celsius\":2.5,\"open\":true}";
    assertThat(
            List.of(
                json("{\"lot\":\"n\",\"level\":3,\"celsius\":2.5,\"open\":true}"),
                json("{\"open\":true,\"celsius\":2.5,\"level\":3,\"lot\":\"n\"}"),
                json(
                    " {\"x\":{\"lot\":[1,{}]},\"lot\":\"n\",\"y\":null,\"level\":3,\"z\":[[]],"
                        + "\"celsius\":25e-1,\"open\":true,\"w\":1} \r\n")))
        .extracting(Row::toString)
        .containsOnly(expected);
  }

  @Test
  void absentAndNullFieldsStayAbsentEvenInAUsedRow() throws DecodeException {
    Row row = new Row(SCHEMA);
    RecordReader reader = Codecs.reader(ContentFormat.JSON, SCHEMA);
    reader.read(utf8("{\"lot\":\"n\",\"level\":3,\"open\":false}"), row);
    reader.read(utf8("{\"level\":null,\"celsius\":1}"), row);
    assertThat(row).hasToString("{\"celsius\":1.0}");
    reader.read(utf8("{}"), row);
    assertThat(row).hasToString("{}");
  }

  @Test
  void takesTheEdgesOfTheNumberTypes() throws DecodeException {
    assertThat(json("{\"level\":-9223372036854775808}").getLong(1)).isEqualTo(Long.MIN_VALUE);
    assertThat(json("{\"level\":9223372036854775807}").getLong(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(json("{\"celsius\":4}").getDouble(2)).isEqualTo(4.0);
    // What JavaScript writes for 1e20: a double field does not care that it is no 64-bit integer.
    assertThat(json("{\"celsius\":100000000000000000000}").getDouble(2)).isEqualTo(1e20);
    assertThat(json("{\"celsius\":1.7976931348623157e308}").getDouble(2))
        .isEqualTo(Double.MAX_VALUE);
    assertThat(json("{\"celsius\":1e-400}").getDouble(2)).isZero();
  }

  @Test
  void readsEscapesAndEveryLengthOfUtf8() throws DecodeException {
    assertThat(json("{\"l\\u006ft\":\"\\\"\\\\\\n\\u00e9\\ud83d\\ude00é€😀\"}").getString(0))
        .isEqualTo("\"\\\né😀é€😀");
  }

  /**
   * C3: a field missing, null, of the wrong type, NaN, huge; a payload that is not what it says.
   */
  static Stream<Arguments> badJson() {
    return Stream.of(
        Arguments.of("", "the payload is empty"),
        Arguments.of("  ", "JSON is cut off at byte 2"),
        Arguments.of("[1]", "an object expected, found an array at byte 0"),
        Arguments.of("3", "an object expected, found an integer at byte 0"),
        Arguments.of("null", "an object expected, found null at byte 0"),
        Arguments.of("{\"level\":\"3\"}", "field 'level': int expected, found a string at byte 9"),
        Arguments.of(
            "{\"level\":3.0}",
            "field 'level': int expected, found a number with fraction or exponent at byte 9"),
        Arguments.of(
            "{\"level\":1e3}",
            "field 'level': int expected, found a number with fraction or exponent at byte 9"),
        Arguments.of("{\"level\":true}", "field 'level': int expected, found a bool at byte 9"),
        Arguments.of("{\"level\":{}}", "field 'level': int expected, found an object at byte 9"),
        Arguments.of("{\"level\":[1]}", "field 'level': int expected, found an array at byte 9"),
        Arguments.of(
            "{\"level\":9223372036854775808}", "field 'level': integer beyond 64 bits at byte 9"),
        Arguments.of("{\"celsius\":1e400}", "field 'celsius': not a finite double at byte 11"),
        Arguments.of("{\"celsius\":NaN}", "malformed JSON at byte 14"),
        Arguments.of("{\"celsius\":-Infinity}", "malformed JSON at byte 20"),
        Arguments.of(
            "{\"celsius\":\"NaN\"}", "field 'celsius': double expected, found a string at byte 11"),
        Arguments.of(
            "{\"celsius\":" + "1".repeat(1001) + "}",
            "number of more than 1000 digits at byte 1012"),
        Arguments.of("{\"lot\":3}", "field 'lot': string expected, found an integer at byte 7"),
        Arguments.of("{\"open\":0}", "field 'open': bool expected, found an integer at byte 8"),
        Arguments.of(
            "{\"open\":\"true\"}", "field 'open': bool expected, found a string at byte 8"),
        Arguments.of("{\"lot\":\"\\ud800\"}", "field 'lot': half of a surrogate pair at byte 7"),
        Arguments.of(
            "{\"lot\":\"\\ude00\\ud83d\"}", "field 'lot': half of a surrogate pair at byte 7"),
        Arguments.of("{\"lot\":\"a\",\"lot\":\"a\"}", "field 'lot' occurs again at byte 11"),
        Arguments.of("{\"lot\":null,\"lot\":\"a\"}", "field 'lot' occurs again at byte 12"),
        Arguments.of("{\"level\":1", "JSON is cut off at byte 10"),
        Arguments.of("{\"lot\":\"nor", "JSON is cut off at byte 11"),
        Arguments.of("{", "JSON is cut off at byte 1"),
        Arguments.of("{\"level\":1}{}", "something follows the end of the value at byte 11"),
        Arguments.of("{\"level\":1}x", "malformed JSON at byte 12"),
        Arguments.of("{\"level\":01}", "malformed JSON at byte 10"),
        Arguments.of("{\"level\":1,}", "malformed JSON at byte 12"),
        Arguments.of("{level:1}", "malformed JSON at byte 2"),
        Arguments.of("{'level':1}", "malformed JSON at byte 2"),
        Arguments.of("{\"lot\":\"a\nb\"}", "malformed JSON at byte 10"),
        Arguments.of("\uFEFF{}", "malformed JSON at byte 2"),
        Arguments.of(
            "{\"x\":" + "[".repeat(32) + "]".repeat(32) + "}",
            "nested deeper than 32 levels at byte 36"));
  }

  @ParameterizedTest
  @MethodSource("badJson")
  void refusesBadJsonWithAStableReason(String payload, String reason) {
    assertThatThrownBy(() -> json(payload))
        .isInstanceOf(DecodeException.class)
        .hasMessage(reason)
        .satisfies(error -> assertThat(error.getStackTrace()).isEmpty());
  }

  @Test
  void takesTheDeepestNestingThatIsAllowed() throws DecodeException {
    assertThat(json("{\"x\":" + "[".repeat(31) + "]".repeat(31) + ",\"level\":1}").getLong(1))
        .isEqualTo(1);
  }

  static Stream<Arguments> notUtf8() {
    return Stream.of(
        Arguments.of("overlong", "7b 22 6c 6f 74 22 3a 22 c0 80 22 7d", 8),
        Arguments.of("overlong of three", "7b 22 6c 6f 74 22 3a 22 e0 80 80 22 7d", 8),
        Arguments.of("surrogate", "7b 22 6c 6f 74 22 3a 22 ed a0 80 22 7d", 8),
        Arguments.of("beyond U+10FFFF", "7b 22 6c 6f 74 22 3a 22 f4 90 80 80 22 7d", 8),
        Arguments.of("no lead byte", "7b 22 6c 6f 74 22 3a 22 f5 80 80 80 22 7d", 8),
        Arguments.of("lone continuation", "7b 22 6c 6f 74 22 3a 22 80 22 7d", 8),
        Arguments.of("cut short", "7b 22 6c 6f 74 22 3a 22 e2 82 22 7d", 8),
        Arguments.of("in an undeclared field", "7b 22 78 22 3a 22 ff 22 7d", 6),
        Arguments.of("far into the payload", "7b 22 78 22 3a 22 61 61 61 61 61 61 ff 22 7d", 12));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notUtf8")
  void refusesWhatIsNotUtf8(String name, String payload, int at) {
    assertThatThrownBy(() -> read(ContentFormat.JSON, hex(payload)))
        .hasMessage("not UTF-8 at byte " + at);
  }

  @Test
  void doesNotGuessOtherEncodings() {
    byte[] utf16 = hex("7b 00 7d 00");
    assertThatThrownBy(() -> read(ContentFormat.JSON, utf16)).isInstanceOf(DecodeException.class);
  }

  @Test
  void textAndOctetsAreUndecodable() {
    assertThatThrownBy(() -> read(ContentFormat.TEXT, utf8("{}")))
        .isInstanceOf(DecodeException.class)
        .hasMessage("a payload of text/plain has no fields");
    assertThatThrownBy(() -> read(ContentFormat.OCTETS, utf8("{}")))
        .isInstanceOf(DecodeException.class);
  }
}
