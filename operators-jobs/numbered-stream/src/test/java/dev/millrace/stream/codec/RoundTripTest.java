package dev.millrace.stream.codec;

import static dev.millrace.stream.codec.Samples.SCHEMA;
import static dev.millrace.stream.codec.Samples.hex;
import static dev.millrace.stream.codec.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.record.EvaluationException;
import dev.millrace.stream.record.Row;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private final RecordReader jsonReader = Codecs.reader(ContentFormat.JSON, SCHEMA);
  private final RecordReader cborReader = Codecs.reader(ContentFormat.CBOR, SCHEMA);
  private final RecordWriter jsonWriter = Codecs.writer(ContentFormat.JSON, SCHEMA);
  private final RecordWriter cborWriter = Codecs.writer(ContentFormat.CBOR, SCHEMA);

  @Property
  void whatIsWrittenReadsBackAlikeInBothFormats(@ForAll("rows") Row row) throws DecodeException {
    byte[] json = jsonWriter.write(row);
    byte[] cbor = cborWriter.write(row);
    Row back = new Row(SCHEMA);
    jsonReader.read(json, back);
    assertThat(back).isEqualTo(row);
    cborReader.read(cbor, back);
    assertThat(back).isEqualTo(row);
    assertThat(Codecs.syntaxError(ContentFormat.JSON, json)).isEmpty();
    assertThat(Codecs.syntaxError(ContentFormat.CBOR, cbor)).isEmpty();
  }

  @Provide
  Arbitrary<Row> rows() {
    return Combinators.combine(
            Arbitraries.strings().ofMaxLength(30).filter(Utf8::isUnicode).injectNull(0.2),
            Arbitraries.longs().injectNull(0.2),
            Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .injectNull(0.2),
            Arbitraries.of(true, false).injectNull(0.2))
        .as(RoundTripTest::row);
  }

  private static Row row(String lot, Long level, Double celsius, Boolean open) {
    Row row = new Row(SCHEMA);
    if (lot != null) {
      row.setString(0, lot);
    }
    if (level != null) {
      row.setLong(1, level);
    }
    if (celsius != null) {
      row.setDouble(2, celsius);
    }
    if (open != null) {
      row.setBool(3, open);
    }
    return row;
  }

  /** The bytes are what other replicas, engines and releases must write too. */
  @Test
  void writesDeclaredOrderAndLeavesOutWhatIsAbsent() {
    Row row = row("n\"é", null, -0.5, true);
    assertThat(jsonWriter.write(row))
        .isEqualTo(utf8("{\"lot\":\"n\\\"é\",\"celsius\":-0.5,\"open\":true}"));
    assertThat(cborWriter.write(row))
        .isEqualTo(
            hex("a3 63 6c6f74 64 6e22c3a9 67 63656c73697573 fb bfe0000000000000 64 6f70656e f5"));
    assertThat(jsonWriter.write(new Row(SCHEMA))).isEqualTo(utf8("{}"));
    assertThat(cborWriter.write(new Row(SCHEMA))).isEqualTo(hex("a0"));
  }

  @Test
  void writesTheShortestDecimal() {
    assertThat(jsonWriter.write(row(null, null, 18.000000000000004, null)))
        .isEqualTo(utf8("{\"celsius\":18.000000000000004}"));
    assertThat(jsonWriter.write(row(null, null, 2.0E-3, null)))
        .isEqualTo(utf8("{\"celsius\":0.002}"));
    // JDK releases before 19 wrote 2.0E-323 here.
    assertThat(jsonWriter.write(row(null, null, 2e-323, null)))
        .isEqualTo(utf8("{\"celsius\":2.0E-323}"));
    assertThat(jsonWriter.write(row(null, null, 2e23, null)))
        .isEqualTo(utf8("{\"celsius\":2.0E23}"));
  }

  @Test
  void refusesWhatNoReaderTakesBackAndGoesOn() {
    assertThatThrownBy(() -> jsonWriter.write(row(null, 1L, Double.NaN, null)))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("field 'celsius' is not a finite number");
    assertThatThrownBy(() -> cborWriter.write(row(null, null, Double.NEGATIVE_INFINITY, null)))
        .isInstanceOf(EvaluationException.class);
    assertThatThrownBy(() -> jsonWriter.write(row("\ud800", null, null, null)))
        .hasMessage("field 'lot' is not Unicode text");
    assertThat(jsonWriter.write(row(null, 1L, null, null))).isEqualTo(utf8("{\"level\":1}"));
  }

  @Test
  void recordsAreWrittenAsJsonOrCborOnly() {
    assertThatThrownBy(() -> Codecs.writer(ContentFormat.SENML_JSON, SCHEMA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("records are written as JSON or CBOR, not as application/senml+json");
  }
}
