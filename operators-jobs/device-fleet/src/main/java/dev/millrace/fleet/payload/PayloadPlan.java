package dev.millrace.fleet.payload;

import java.util.List;

/**
 * The checked payload of a fleet.
 *
 * @param format how payloads are encoded
 * @param encoder encodes them
 * @param fields the fields, in the order in which they are written
 */
public record PayloadPlan(
    PayloadFormat format, PayloadEncoder encoder, List<FieldGenerator> fields) {
  /** The readings of one device. */
  public Readings readings(DeviceContext device) {
    return new Readings(
        encoder,
        fields.stream().map(FieldGenerator::name).toList(),
        fields.stream().map(field -> field.values().apply(device)).toList());
  }

  /** An upper bound of a payload's length in bytes. */
  int longest() {
    return encoder.encode(
            fields.stream().map(FieldGenerator::name).toList(),
            fields.stream().map(FieldGenerator::widest).toArray())
        .length;
  }
}
