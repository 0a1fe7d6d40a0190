package dev.millrace.stream.record;

import dev.millrace.api.FieldType;
import java.util.Arrays;
import java.util.Objects;

/**
 * One decoded record. Numbers and booleans lie unboxed in slots; a bit per field says whether it is
 * there. Mutable, made to be used again for record after record, and for one thread at a time.
 *
 * <p>Getters throw {@link EvaluationException} for an absent field. Reading or writing a slot as
 * another type than the schema's is a fault of the program and is only checked where assertions are
 * on.
 */
public final class Row {
  private final Schema schema;
  private final long[] numbers;
  private final String[] texts;
  private long present;

  /** A row without any field set. */
  public Row(Schema schema) {
    this.schema = schema;
    this.numbers = new long[schema.size()];
    this.texts = new String[schema.size()];
  }

  public Schema schema() {
    return schema;
  }

  /** Makes every field absent. */
  public void clear() {
    present = 0;
  }

  public boolean has(int slot) {
    return (present >>> slot & 1) != 0;
  }

  public long getLong(int slot) {
    require(slot, FieldType.INT);
    return numbers[slot];
  }

  public double getDouble(int slot) {
    require(slot, FieldType.DOUBLE);
    return Double.longBitsToDouble(numbers[slot]);
  }

  public boolean getBool(int slot) {
    require(slot, FieldType.BOOL);
    return numbers[slot] != 0;
  }

  public String getString(int slot) {
    require(slot, FieldType.STRING);
    return texts[slot];
  }

  public void setLong(int slot, long value) {
    setNumber(slot, FieldType.INT, value);
  }

  /** Sets a double. Every NaN becomes the one canonical NaN, so that equal rows have equal bits. */
  public void setDouble(int slot, double value) {
    setNumber(slot, FieldType.DOUBLE, Double.doubleToLongBits(value));
  }

  public void setBool(int slot, boolean value) {
    setNumber(slot, FieldType.BOOL, value ? 1 : 0);
  }

  public void setString(int slot, String value) {
    assert schema.type(slot) == FieldType.STRING : schema.name(slot);
    texts[slot] = Objects.requireNonNull(value);
    present |= 1L << slot;
  }

  /** Makes one field absent. */
  public void unset(int slot) {
    present &= ~(1L << slot);
  }

  /**
   * Takes over every field of another row.
   *
   * @throws IllegalArgumentException if the other row has another schema
   */
  public void copyFrom(Row other) {
    if (!schema.equals(other.schema)) {
      throw new IllegalArgumentException("row of " + other.schema + " copied to " + schema);
    }
    System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
    System.arraycopy(other.texts, 0, texts, 0, texts.length);
    present = other.present;
  }

  /**
   * The bits of a number or boolean: an int as it is, a double as IEEE 754 bits, a bool as 0 or 1.
   * Always 0 for a string and for an absent field.
   */
  public long rawBits(int slot) {
    return has(slot) ? numbers[slot] : 0;
  }

  private void setNumber(int slot, FieldType type, long bits) {
    assert schema.type(slot) == type : schema.name(slot) + " is not " + type;
    numbers[slot] = bits;
    present |= 1L << slot;
  }

  private void require(int slot, FieldType type) {
    assert schema.type(slot) == type : schema.name(slot) + " is not " + type;
    if (!has(slot)) {
      throw schema.missing(slot);
    }
  }

  /** Equal schema, the same fields present, equal values (doubles by their bits). */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Row that) || present != that.present || !schema.equals(that.schema)) {
      return false;
    }
    for (int slot = 0; slot < numbers.length; slot++) {
      if (has(slot)
          && (isText(slot)
              ? !texts[slot].equals(that.texts[slot])
              : numbers[slot] != that.numbers[slot])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    long[] values = new long[numbers.length];
    Arrays.setAll(
        values, slot -> isText(slot) && has(slot) ? texts[slot].hashCode() : rawBits(slot));
    return 31 * Arrays.hashCode(values) + Long.hashCode(present);
  }

  /** The fields that are there, in declared order, in the manner of JSON; for logs and tests. */
  @Override
  public String toString() {
    return RowText.of(this);
  }

  private boolean isText(int slot) {
    return schema.type(slot) == FieldType.STRING;
  }
}
