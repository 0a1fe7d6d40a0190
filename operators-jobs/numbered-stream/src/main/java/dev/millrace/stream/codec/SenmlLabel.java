package dev.millrace.stream.codec;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The labels of SenML that mean something here, by their names in JSON and their numbers in CBOR
 * (RFC 8428 tables 1 and 4). Units, sums and update times are not among the values of a record, so
 * they are skipped.
 */
enum SenmlLabel {
  BASE_VERSION("bver", -1),
  BASE_NAME("bn", -2),
  BASE_TIME("bt", -3),
  BASE_VALUE("bv", -5),
  NAME("n", 0),
  VALUE("v", 2),
  STRING_VALUE("vs", 3),
  BOOLEAN_VALUE("vb", 4),
  SUM("s", 5),
  TIME("t", 6),
  DATA_VALUE("vd", 8);

  private final String json;
  private final int cbor;

  SenmlLabel(String json, int cbor) {
    this.json = json;
    this.cbor = cbor;
  }

  /** The label as people write it. */
  String json() {
    return json;
  }

  /** Whether it holds the value of a record, of which there is one at most. */
  boolean isValue() {
    return this == VALUE || this == STRING_VALUE || this == BOOLEAN_VALUE || this == DATA_VALUE;
  }

  static Map<String, SenmlLabel> byJsonName() {
    return by(label -> label.json);
  }

  /**
   * By the number's decimal form, which is what the CBOR parser makes of a number used as a name.
   */
  static Map<String, SenmlLabel> byCborNumber() {
    return by(label -> Integer.toString(label.cbor));
  }

  private static Map<String, SenmlLabel> by(Function<SenmlLabel, String> name) {
    return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(name, label -> label));
  }
}
