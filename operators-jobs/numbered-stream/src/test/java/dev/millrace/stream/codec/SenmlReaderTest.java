package dev.millrace.stream.codec;

import static dev.millrace.stream.codec.Samples.hex;
import static dev.millrace.stream.codec.Samples.read;
import static dev.millrace.stream.codec.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SenmlReaderTest {
  private static Row senml(String payload) throws DecodeException {
    return read(ContentFormat.SENML_JSON, utf8(payload));
  }

  static Stream<Arguments> good() {
    return Stream.of(
        Arguments.of(
            "[{\"n\":\"urn:dev:ow:1:celsius\",\"u\":\"Cel\",\"v\":23.1}]", "{\"celsius\":23.1}"),
        Arguments.of(
            "[{\"bn\":\"urn:dev:1/\",\"bver\":10,\"n\":\"level\",\"v\":3},"
                + "{\"n\":\"lot\",\"vs\":\"north\"},{\"n\":\"open\",\"vb\":true},"
                + "{\"n\":\"celsius\",\"v\":4},{\"n\":\"other\",\"v\":1}]",
            "{\"lot\":\"north\",\"level\":3,\"celsius\":4.0,\"open\":true}"),
        // Base fields count from the record in which they stand, whatever the order of its labels.
        Arguments.of("[{\"v\":3,\"n\":\"el\",\"bv\":100,\"bn\":\"lev\"}]", "{\"level\":103}"),
        Arguments.of(
            "[{\"bn\":\"a:\",\"bv\":0.5},{\"n\":\"celsius\",\"v\":1},{\"bn\":\"b:\",\"n\":\"lot\",\"vs\":\"x\"}]",
            "{\"lot\":\"x\",\"celsius\":1.5}"),
        Arguments.of("[{\"bn\":\"a:level\",\"v\":1}]", "{\"level\":1}"),
        Arguments.of("[{\"n\":\"level\",\"s\":5}]", "{}"),
        Arguments.of("[{\"n\":\"lot\",\"vd\":\"aGk\"}]", "{}"),
        Arguments.of("[{\"n\":\"level\",\"v\":1,\"x\":[{\"n_\":1}]}]", "{\"level\":1}"),
        Arguments.of("[{\"bver\":26,\"n\":\"level\",\"v\":1}]", "{\"level\":1}"),
        Arguments.of("[]", "{}"));
  }

  @ParameterizedTest
  @MethodSource("good")
  void resolvesRecordsIntoFields(String payload, String row) throws DecodeException {
    assertThat(senml(payload)).hasToString(row);
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("{}", "an array of SenML records expected, found an object at byte 0"),
        Arguments.of("[1]", "a SenML record expected, found an integer at byte 1"),
        Arguments.of("[{\"n\":\"level\",\"v\":1},", "malformed JSON at byte 21"),
        Arguments.of("[{\"n\":\"level\"}]", "SenML record without a value at byte 13"),
        Arguments.of("[{\"v\":1}]", "not a SenML name at byte 7"),
        Arguments.of("[{\"n\":\"-level\",\"v\":1}]", "not a SenML name at byte 20"),
        Arguments.of("[{\"n\":\"le vel\",\"v\":1}]", "not a SenML name at byte 20"),
        Arguments.of(
            "[{\"n\":\"level\",\"v\":1,\"vs\":\"1\"}]",
            "SenML record with more than one value at byte 28"),
        Arguments.of(
            "[{\"n\":\"level\",\"v\":1},{\"n\":\"level\",\"v\":1}]",
            "field 'level' occurs again at byte 39"),
        Arguments.of(
            "[{\"n\":\"level\",\"n\":\"level\",\"v\":1}]", "field 'n' occurs again at byte 18"),
        Arguments.of(
            "[{\"n\":\"level\",\"v\":1,\"bver\":11}]",
            "field 'bver': unknown SenML version at byte 27"),
        Arguments.of(
            "[{\"n\":\"level\",\"v\":1,\"gain_\":2}]",
            "SenML label that must be understood and is not, at byte 20"),
        Arguments.of(
            "[{\"n\":\"level\",\"v\":\"1\"}]",
            "field 'v': number expected, found a string at byte 18"),
        Arguments.of(
            "[{\"n\":\"level\",\"v\":null}]", "field 'v': number expected, found null at byte 18"),
        Arguments.of(
            "[{\"n\":\"level\",\"v\":1.5}]",
            "field 'level': int expected, found a number with fraction at byte 21"),
        Arguments.of(
            "[{\"n\":\"level\",\"bv\":9223372036854775807,\"v\":1}]",
            "field 'level': integer beyond 64 bits at byte 44"),
        Arguments.of(
            "[{\"n\":\"level\",\"vb\":true}]",
            "field 'level': int expected, found a bool at byte 23"),
        Arguments.of(
            "[{\"n\":\"lot\",\"v\":1}]", "field 'lot': string expected, found a number at byte 17"),
        Arguments.of(
            "[{\"n\":\"celsius\",\"v\":1e999}]", "field 'v': not a finite double at byte 20"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesBadPacks(String payload, String reason) {
    assertThatThrownBy(() -> senml(payload)).isInstanceOf(DecodeException.class).hasMessage(reason);
  }

  @Test
  void readsCborLabels() throws DecodeException {
    // [{-2: "urn:dev:1:", 0: "level", 2: 7}, {0: "open", 4: true}]
    byte[] payload =
        hex("82 a3 21 6a 75726e3a6465763a313a 00 65 6c6576656c 02 07 a2 00 64 6f70656e 04 f5");
    assertThat(read(ContentFormat.SENML_CBOR, payload)).hasToString("{\"level\":7,\"open\":true}");
  }

  static Stream<Arguments> times() {
    return Stream.of(
        Arguments.of("[{\"bt\":1.276020076001e9,\"n\":\"a\",\"v\":1}]", "{\"t\":1276020076001}"),
        Arguments.of("[{\"bt\":1276020076,\"t\":-5,\"n\":\"a\",\"v\":1}]", "{\"t\":1276020071000}"),
        Arguments.of(
            "[{\"bt\":1276020076,\"n\":\"a\",\"t\":2,\"v\":1},{\"n\":\"b\",\"t\":1,\"v\":1}]",
            "{\"t\":1276020078000}"),
        Arguments.of("[{\"t\":-10,\"n\":\"a\",\"v\":1}]", "{}"),
        Arguments.of("[{\"n\":\"a\",\"v\":1}]", "{}"),
        Arguments.of("[{\"bt\":1276020076,\"n\":\"t\",\"v\":1}]", "{\"t\":1}"));
  }

  @ParameterizedTest
  @MethodSource("times")
  void theLatestAbsoluteTimeGoesToADeclaredTimeField(String payload, String row)
      throws DecodeException {
    Schema schema = Schema.of(Map.of("t", FieldType.INT));
    Row into = new Row(schema);
    Codecs.reader(ContentFormat.SENML_JSON, schema).read(utf8(payload), into);
    assertThat(into).hasToString(row);
  }

  @Test
  void timeIsNotNeededWhereNoFieldTakesIt() throws DecodeException {
    assertThat(senml("[{\"bt\":1276020076,\"t\":1,\"n\":\"level\",\"v\":1}]"))
        .hasToString("{\"level\":1}");
  }
}
