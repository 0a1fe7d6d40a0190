package dev.millrace.stream.state;

import java.util.Arrays;

/**
 * One value of keyed state: numbers (ints, or the raw bits of doubles) and texts, of any length, as
 * the step that owns it lays them out. Mutable; between {@link StateStore#edit} and {@link
 * StateStore#put} it belongs to the step.
 */
public final class Cell {
  private static final String[] NO_TEXTS = {};

  /** Numbers of the cell; the step may replace the array. */
  public long[] numbers;

  /** Texts of the cell, elements may be null; the step may replace the array. */
  public String[] texts;

  /** What this cell contributes to the state digest; 0 if it is new, or has come from bytes. */
  long contribution;

  /** A cell that holds these arrays, not copies of them. */
  public Cell(long[] numbers, String[] texts) {
    this.numbers = numbers;
    this.texts = texts;
  }

  /** A cell of numbers only. */
  public static Cell ofNumbers(long... numbers) {
    return new Cell(numbers, NO_TEXTS);
  }

  /** A deep copy, with the same contribution. */
  public Cell copy() {
    Cell copy = new Cell(numbers.clone(), texts.length == 0 ? NO_TEXTS : texts.clone());
    copy.contribution = contribution;
    return copy;
  }

  /** Hash of the content, independent of where the cell is kept. */
  long contentHash() {
    long hash = numbers.length;
    for (long number : numbers) {
      hash = Hash64.combine(hash, number);
    }
    for (String text : texts) {
      hash = Hash64.combine(hash, Hash64.of(text));
    }
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cell cell
        && Arrays.equals(numbers, cell.numbers)
        && Arrays.equals(texts, cell.texts);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(contentHash());
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers) + Arrays.toString(texts);
  }
}
