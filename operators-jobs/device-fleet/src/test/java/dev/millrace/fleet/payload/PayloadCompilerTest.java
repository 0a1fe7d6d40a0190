package dev.millrace.fleet.payload;

import static dev.millrace.fleet.payload.Payloads.choice;
import static dev.millrace.fleet.payload.Payloads.constant;
import static dev.millrace.fleet.payload.Payloads.poisson;
import static dev.millrace.fleet.payload.Payloads.problems;
import static dev.millrace.fleet.payload.Payloads.readings;
import static dev.millrace.fleet.payload.Payloads.replay;
import static dev.millrace.fleet.payload.Payloads.sequence;
import static dev.millrace.fleet.payload.Payloads.variable;
import static dev.millrace.fleet.payload.Payloads.walk;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.millrace.api.GeneratorSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadCompilerTest {
  @TempDir private Path files;

  private static Map<String, GeneratorSpec> mixed() {
    Map<String, GeneratorSpec> payload = new LinkedHashMap<>();
    payload.put("level", constant(1.5));
    payload.put("lot", constant("north"));
    payload.put("open", constant(false));
    payload.put("n", sequence());
    return payload;
  }

  @Test
  void cborIsAMapOfDefiniteLength() throws Exception {
    byte[] bytes = readings("application/cbor", mixed(), files, 1, 0).next();

    assertThat(bytes[0]).isEqualTo((byte) 0xa4);
    JsonNode map = new ObjectMapper(new CBORFactory()).readTree(bytes);
    assertThat(map.toString())
        .isEqualTo("{\"level\":1.5,\"lot\":\"north\",\"open\":false,\"n\":1}");
  }

  @Test
  void senmlIsARecordForEachValue() {
    assertThat(new String(readings("application/senml+json", mixed(), files, 1, 0).next(), UTF_8))
        .isEqualTo(
            "[{\"n\":\"level\",\"v\":1.5},{\"n\":\"lot\",\"vs\":\"north\"},"
                + "{\"n\":\"open\",\"vb\":false},{\"n\":\"n\",\"v\":1}]");
  }

  /** Integer labels of RFC 8428 table 4: n is 0, v is 2. */
  @Test
  void senmlInCborUsesTheIntegerLabels() {
    byte[] bytes = readings("application/senml+cbor", Map.of("n", sequence()), files, 1, 0).next();

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("81a200616e0201");
  }

  @Test
  void senmlLeavesOutWhatHasNoValue() throws Exception {
    Files.writeString(files.resolve("r.csv"), "a,b\n,x\n");
    Map<String, GeneratorSpec> payload = new LinkedHashMap<>();
    payload.put("a", replay("r.csv", "a"));
    payload.put("b", replay("r.csv", "b"));

    assertThat(new String(readings("application/senml+json", payload, files, 1, 0).next(), UTF_8))
        .isEqualTo("[{\"n\":\"b\",\"vs\":\"x\"}]");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Map<String, GeneratorSpec> payload = new LinkedHashMap<>();
    payload.put("none", new GeneratorSpec(null, null, null, null, null, null, false, null));
    payload.put("two", new GeneratorSpec(1, null, null, null, "lot", null, null, null));
    payload.put("list", constant(List.of(1)));
    payload.put("nan", constant(Double.NaN));
    payload.put("step", walk(0.0, 0.0, null, null));
    payload.put("order", walk(1.0, 1.0, 2.0, 0.0));
    payload.put("start", walk(9.0, 1.0, 0.0, 5.0));
    payload.put("mean", poisson(-1.0));
    payload.put("choice", choice());
    payload.put("variable", variable("gate"));
    payload.put("file", replay("missing.csv", "a"));

    assertThat(problems("text/plain", payload, files))
        .hasSize(12)
        .satisfiesExactly(
            text -> assertThat(text).startsWith("spec.format: 'text/plain' is not a format"),
            text -> assertThat(text).startsWith("spec.payload.none: needs exactly one of"),
            text -> assertThat(text).startsWith("spec.payload.two: needs exactly one of"),
            text -> assertThat(text).startsWith("spec.payload.list.constant: '[1]' is not"),
            text -> assertThat(text).startsWith("spec.payload.nan.constant: 'NaN' is not"),
            text -> assertThat(text).startsWith("spec.payload.step.walk.step: needs"),
            text -> assertThat(text).startsWith("spec.payload.order.walk: min 2.0 is greater"),
            text -> assertThat(text).startsWith("spec.payload.start.walk.start: 9.0 lies"),
            text -> assertThat(text).startsWith("spec.payload.mean.poisson.mean: needs"),
            text -> assertThat(text).startsWith("spec.payload.choice.choice: needs"),
            text -> assertThat(text).startsWith("spec.payload.variable.variable: no variable"),
            text -> assertThat(text).startsWith("spec.payload.file.replay.file: no file missing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b\\n1,2\\n3\\n       | r.csv:3: 1 cells, the header row has 2",
        "a,b\\n\"x\\ny\",2\\n3,4,5 | r.csv:4: 3 cells, the header row has 2",
        "b,c\\n1,2               | r.csv:1: no column 'a'; the header row has [b, c]",
        "a\\n1\\n\"x              | r.csv:3: a quoted cell has no closing quote",
        "a\\n\"x\"y              | r.csv:2: 'y' after a closing quote",
        "a\\n                    | r.csv has no rows",
        "''                     | r.csv:1: no column 'a'; the header row has []",
      })
  void aBadCsvFileIsNamedWithItsLine(String content, String message) throws Exception {
    Files.writeString(files.resolve("r.csv"), content.replace("\\n", "\n"));

    assertThat(problems(null, Map.of("f", replay("r.csv", "a")), files))
        .containsExactly("spec.payload.f.replay.file: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}\\n{\"b\":1}    | r.ndjson:2: not an object with a member 'a'",
        "{\"a\":1}\\n\\n{\"a\":[]} | r.ndjson:3: 'a' is neither a text",
        "{\"a\":1                | r.ndjson:1: not JSON",
        "[1]                     | r.ndjson:1: not an object",
        "{\"a\":1} x             | r.ndjson:1: not JSON",
        "{\"a\":1e999}           | r.ndjson:1: 'a' is neither a text, a finite number",
      })
  void aBadNdjsonFileIsNamedWithItsLine(String content, String message) throws Exception {
    Files.writeString(files.resolve("r.ndjson"), content.replace("\\n", "\n"));

    assertThat(problems(null, Map.of("f", replay("r.ndjson", "a")), files))
        .singleElement()
        .asString()
        .startsWith("spec.payload.f.replay.file: " + message);
  }

  @Test
  void cellsGetTheTypeTheyLookLikeUnlessTheyAreQuoted() throws Exception {
    assertThat(
            new CsvColumn("r.csv", "v")
                .read(
                    "\uFEFFid,v\r\n1,42\r\n2, -1.5 \r\n3,true\r\n4,\"42\"\r\n5,\"a \"\"b\"\",\nc\"\r\n"
                        + "\r\n6,\r\n7,007\r\n8,1e3\r\n9,12345678901234567890"))
        .containsExactly(
            42L, -1.5, true, "42", "a \"b\",\nc", null, "007", 1000.0, 1.2345678901234567e19);
  }

  @Test
  void ndjsonValuesKeepTheirTypes() throws Exception {
    assertThat(
            NdjsonColumn.read(
                "r.ndjson",
                "v",
                "{\"v\":1}\n{\"v\":1.5}\n\n{\"v\":\"x\"}\n{\"v\":true}\n{\"v\":null}\n"))
        .containsExactly(1L, 1.5, "x", true, null);
  }

  @Test
  void aPayloadThatDoesNotFitIntoADatagramIsRefused() {
    assertThat(problems(null, Map.of("big", constant("x".repeat(1_100))), files))
        .containsExactly(
            "spec.payload: a payload can get 1110 bytes long; at most 1024 fit into a datagram"
                + " (RFC 7252 section 4.6)");
    assertThat(problems(null, Map.of(), files))
        .containsExactly("spec.payload: a payload needs at least one field");
    assertThat(problems("application/senml+json", Map.of("ä", constant(1)), files))
        .singleElement()
        .asString()
        .startsWith("spec.payload.ä: not a SenML name");
  }
}
