package dev.millrace.stream.step;

import dev.millrace.stream.record.Row;

/** Values of fields in the numbers and texts of cells. */
final class Values {
  private Values() {}

  /** Writes a kept value into a field of its type. */
  static void write(Part part, int number, int text, Row row, int slot) {
    switch (row.schema().type(slot)) {
      case INT -> row.setLong(slot, part.numbers[part.number + number]);
      case BOOL -> row.setBool(slot, part.numbers[part.number + number] != 0);
      case DOUBLE ->
          row.setDouble(slot, Double.longBitsToDouble(part.numbers[part.number + number]));
      case STRING -> row.setString(slot, part.texts[part.text + text]);
    }
  }
}
