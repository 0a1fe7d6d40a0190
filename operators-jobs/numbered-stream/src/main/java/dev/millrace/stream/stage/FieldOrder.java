package dev.millrace.stream.stage;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.Arrays;

/** Brings the fields of results into the order in which their topic declares them. One thread. */
final class FieldOrder {
  private final Row written;
  private final int[] slots;

  /**
   * @param result fields of the results
   * @param written the same fields in the order in which they are written
   */
  FieldOrder(Schema result, Schema written) {
    this.written = new Row(written);
    this.slots = new int[written.size()];
    Arrays.setAll(slots, slot -> result.slot(written.name(slot)));
  }

  /** The same fields in a row that is used again; the row itself if it has that order. */
  Row apply(Row row) {
    if (row.schema().equals(written.schema())) {
      return row;
    }
    written.clear();
    for (int slot = 0; slot < slots.length; slot++) {
      if (row.has(slots[slot])) {
        copy(row, slots[slot], slot);
      }
    }
    return written;
  }

  private void copy(Row row, int from, int to) {
    switch (written.schema().type(to)) {
      case INT -> written.setLong(to, row.getLong(from));
      case DOUBLE -> written.setDouble(to, row.getDouble(from));
      case STRING -> written.setString(to, row.getString(from));
      case BOOL -> written.setBool(to, row.getBool(from));
    }
  }
}
