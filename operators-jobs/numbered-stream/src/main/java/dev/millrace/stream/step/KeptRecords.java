package dev.millrace.stream.step;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.state.Cell;
import java.util.Arrays;

/**
 * Records of one schema in a cell, in the order of their arrival. The first number belongs to
 * {@link JoinSide}; then each record has its serial number, its rank among the arrivals of that
 * serial number, its event time, a bit for each field that is there, and a number for each field
 * that is not a string; and a text for each field that is one.
 */
final class KeptRecords {
  private static final int CELL_HEADER = 1;
  private static final int SN = 0;
  private static final int ORDINAL = 1;
  private static final int TIME = 2;
  private static final int PRESENT = 3;
  private static final int RECORD_HEADER = 4;

  private final Schema schema;
  private final int numbers;
  private final int texts;

  KeptRecords(Schema schema) {
    this.schema = schema;
    int strings = 0;
    for (int slot = 0; slot < schema.size(); slot++) {
      strings += schema.type(slot) == FieldType.STRING ? 1 : 0;
    }
    this.texts = strings;
    this.numbers = RECORD_HEADER + schema.size() - strings;
  }

  Cell empty() {
    return new Cell(new long[CELL_HEADER], new String[0]);
  }

  int count(Cell cell) {
    return (cell.numbers.length - CELL_HEADER) / numbers;
  }

  long sn(Cell cell, int record) {
    return cell.numbers[at(record) + SN];
  }

  long ordinal(Cell cell, int record) {
    return cell.numbers[at(record) + ORDINAL];
  }

  long time(Cell cell, int record) {
    return cell.numbers[at(record) + TIME];
  }

  private int at(int record) {
    return CELL_HEADER + record * numbers;
  }

  void append(Cell cell, Row row, long sn, long ordinal, long time) {
    int number = cell.numbers.length;
    int text = cell.texts.length;
    cell.numbers = Arrays.copyOf(cell.numbers, number + numbers);
    cell.texts = Arrays.copyOf(cell.texts, text + texts);
    cell.numbers[number + SN] = sn;
    cell.numbers[number + ORDINAL] = ordinal;
    cell.numbers[number + TIME] = time;
    long present = 0;
    int next = number + RECORD_HEADER;
    for (int slot = 0; slot < schema.size(); slot++) {
      present |= row.has(slot) ? 1L << slot : 0;
      if (schema.type(slot) != FieldType.STRING) {
        cell.numbers[next++] = row.rawBits(slot);
      } else {
        cell.texts[text++] = row.has(slot) ? row.getString(slot) : null;
      }
    }
    cell.numbers[number + PRESENT] = present;
  }

  void read(Cell cell, int record, Row into) {
    into.clear();
    long present = cell.numbers[at(record) + PRESENT];
    int number = at(record) + RECORD_HEADER;
    int text = record * texts;
    for (int slot = 0; slot < schema.size(); slot++) {
      boolean isThere = (present >>> slot & 1) != 0;
      switch (schema.type(slot)) {
        case STRING -> {
          if (isThere) {
            into.setString(slot, cell.texts[text]);
          }
          text++;
        }
        case INT, DOUBLE, BOOL -> {
          if (isThere) {
            setBits(into, slot, cell.numbers[number]);
          }
          number++;
        }
      }
    }
  }

  private void setBits(Row row, int slot, long bits) {
    switch (schema.type(slot)) {
      case INT -> row.setLong(slot, bits);
      case DOUBLE -> row.setDouble(slot, Double.longBitsToDouble(bits));
      case BOOL -> row.setBool(slot, bits != 0);
      case STRING -> throw new IllegalStateException("a string has no bits");
    }
  }
}
