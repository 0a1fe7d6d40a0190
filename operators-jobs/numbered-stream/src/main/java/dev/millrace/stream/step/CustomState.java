package dev.millrace.stream.step;

import dev.millrace.stream.state.Cell;
import java.util.Arrays;

/**
 * What a {@link CustomStep} remembers of one key: values by name. A value that was never set is 0,
 * 0.0 or null. Changes are kept when {@link CustomStep#process} returns.
 *
 * <p>In the cell the values lie in the order of their names: for each a text with the name, a text
 * with the value of a string (else null), and a number with the bits of any other value.
 */
public final class CustomState {
  private static final String[] NONE = {};

  private String[] texts = NONE;
  private long[] numbers = {};
  private boolean changed;

  CustomState() {}

  /** Takes over the values of a cell, which is null if there are none. */
  void load(Cell cell) {
    texts = cell == null ? NONE : cell.texts.clone();
    numbers = cell == null ? new long[0] : cell.numbers.clone();
    changed = false;
  }

  boolean isChanged() {
    return changed;
  }

  boolean isEmpty() {
    return numbers.length == 0;
  }

  /** A cell with the values. */
  Cell toCell() {
    return new Cell(numbers, texts);
  }

  /** Whether a value of this name is set. */
  public boolean has(String name) {
    return find(name) >= 0;
  }

  /** The int of this name, 0 if there is none. */
  public long getLong(String name) {
    int at = find(name);
    return at < 0 ? 0 : numbers[at];
  }

  /** The double of this name, 0.0 if there is none. */
  public double getDouble(String name) {
    return Double.longBitsToDouble(getLong(name));
  }

  /** The string of this name, null if there is none. */
  public String getString(String name) {
    int at = find(name);
    return at < 0 ? null : texts[2 * at + 1];
  }

  /** Sets an int. */
  public void setLong(String name, long value) {
    set(name, value, null);
  }

  /** Sets a double. */
  public void setDouble(String name, double value) {
    set(name, Double.doubleToLongBits(value), null);
  }

  /** Sets a string; null removes it. */
  public void setString(String name, String value) {
    if (value == null) {
      remove(name);
    } else {
      set(name, 0, value);
    }
  }

  /** Removes a value if it is there. */
  public void remove(String name) {
    int at = find(name);
    if (at >= 0) {
      changed = true;
      long[] fewer = Arrays.copyOf(numbers, numbers.length - 1);
      System.arraycopy(numbers, at + 1, fewer, at, fewer.length - at);
      numbers = fewer;
      String[] fewerTexts = Arrays.copyOf(texts, texts.length - 2);
      System.arraycopy(texts, 2 * at + 2, fewerTexts, 2 * at, fewerTexts.length - 2 * at);
      texts = fewerTexts;
    }
  }

  private void set(String name, long number, String text) {
    int at = find(name);
    if (at < 0) {
      at = ~at;
      long[] more = Arrays.copyOf(numbers, numbers.length + 1);
      System.arraycopy(numbers, at, more, at + 1, numbers.length - at);
      numbers = more;
      String[] moreTexts = Arrays.copyOf(texts, texts.length + 2);
      System.arraycopy(texts, 2 * at, moreTexts, 2 * at + 2, texts.length - 2 * at);
      texts = moreTexts;
      texts[2 * at] = name;
    }
    numbers[at] = number;
    texts[2 * at + 1] = text;
    changed = true;
  }

  /** Place of a name, or the complement of the place where it belongs. */
  private int find(String name) {
    int low = 0;
    int high = numbers.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = texts[2 * middle].compareTo(name);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ~low;
  }
}
