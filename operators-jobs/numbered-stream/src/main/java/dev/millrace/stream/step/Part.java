package dev.millrace.stream.step;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import java.util.Arrays;

/**
 * Where the accumulators of one pane or session lie: a stretch of a cell's arrays. A cursor, made
 * to be used again.
 */
final class Part {
  long[] numbers;
  int number;
  String[] texts;
  int text;
  RecordKey key;

  /** Tells apart the parts of one key that exist at the same time. */
  long id;

  /** Moves to the part that begins at these positions of the arrays. */
  Part at(long[] allNumbers, int firstNumber, String[] allTexts, int firstText) {
    numbers = allNumbers;
    number = firstNumber;
    texts = allTexts;
    text = firstText;
    return this;
  }

  /** Moves to the part that begins at these positions of the cell. */
  Part at(Cell cell, int firstNumber, int firstText) {
    return at(cell.numbers, firstNumber, cell.texts, firstText);
  }

  /** A part of its own with the same content, of so many numbers and texts. */
  Part copy(int numberCount, int textCount) {
    Part copy = new Part();
    copy.at(
        Arrays.copyOfRange(numbers, number, number + numberCount),
        0,
        Arrays.copyOfRange(texts, text, text + textCount),
        0);
    return copy.of(key, id);
  }

  /** Says whose part it is. */
  Part of(RecordKey partKey, long partId) {
    key = partKey;
    id = partId;
    return this;
  }
}
