package dev.millrace.stream.step;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import java.util.Arrays;

/**
 * The open sessions of a key in one cell, ordered by start; they neither overlap nor touch. Each
 * has three numbers (start, end, id) and then the accumulators. The id is the event time of a
 * record in it, so no two sessions of a key have the same.
 */
final class Sessions {
  private static final int START = 0;
  private static final int END = 1;
  private static final int ID = 2;
  private static final int HEADER = 3;

  private final Accumulators accumulators;
  private final int numbers;
  private final int texts;
  private final Part into = new Part();
  private final Part from = new Part();

  Sessions(Accumulators accumulators) {
    this.accumulators = accumulators;
    this.numbers = HEADER + accumulators.numbers();
    this.texts = accumulators.texts();
  }

  int count(Cell cell) {
    return cell.numbers.length / numbers;
  }

  long start(Cell cell, int session) {
    return cell.numbers[session * numbers + START];
  }

  long end(Cell cell, int session) {
    return cell.numbers[session * numbers + END];
  }

  /** Moves the cursor to a session. */
  Part part(Part cursor, Cell cell, int session, RecordKey key) {
    long id = cell.numbers[session * numbers + ID];
    return cursor.at(cell, session * numbers + HEADER, session * texts).of(key, id);
  }

  /** The cell of a key whose first session begins with the evaluated record. */
  Cell open(RecordKey key, long start, long end) {
    Cell cell = new Cell(new long[0], new String[0]);
    insert(cell, 0, key, start, end);
    return cell;
  }

  /**
   * Adds the evaluated record, which may open, extend or join sessions. If it cannot be added, the
   * cell is as before.
   */
  void add(Cell cell, RecordKey key, long start, long end) {
    int first = 0;
    while (first < count(cell) && end(cell, first) < start) {
      first++;
    }
    int last = first;
    while (last < count(cell) && start(cell, last) <= end) {
      last++;
    }
    if (first == last) {
      insert(cell, first, key, start, end);
    } else if (first + 1 == last && start(cell, first) <= start) {
      accumulators.check(part(into, cell, first, key));
      accumulators.add(into);
      extend(cell.numbers, first * numbers, start, end);
    } else {
      join(cell, first, last, key, start, end);
    }
  }

  /** Removes the first session. */
  void removeFirst(Cell cell) {
    cell.numbers = Arrays.copyOfRange(cell.numbers, numbers, cell.numbers.length);
    cell.texts = Arrays.copyOfRange(cell.texts, texts, cell.texts.length);
  }

  private void insert(Cell cell, int at, RecordKey key, long start, long end) {
    cell.numbers = gap(cell.numbers, at * numbers, numbers);
    cell.texts = gap(cell.texts, at * texts, texts);
    bounds(cell.numbers, at * numbers, start, end, start);
    accumulators.open(part(into, cell, at, key));
  }

  private static void bounds(long[] to, int at, long start, long end, long id) {
    to[at + START] = start;
    to[at + END] = end;
    to[at + ID] = id;
  }

  private static void extend(long[] to, int at, long start, long end) {
    to[at + START] = Math.min(to[at + START], start);
    to[at + END] = Math.max(to[at + END], end);
  }

  private static long[] gap(long[] of, int at, int length) {
    long[] wider = new long[of.length + length];
    System.arraycopy(of, 0, wider, 0, at);
    System.arraycopy(of, at, wider, at + length, of.length - at);
    return wider;
  }

  private static String[] gap(String[] of, int at, int length) {
    String[] wider = new String[of.length + length];
    System.arraycopy(of, 0, wider, 0, at);
    System.arraycopy(of, at, wider, at + length, of.length - at);
    return wider;
  }

  /**
   * Makes one session of those in [first, last) and the evaluated record, in the order of their
   * starts. Aggregates that keep cells come last, when nothing can fail any more; they know no
   * order.
   */
  private void join(Cell cell, int first, int last, RecordKey key, long start, long end) {
    long[] joined = new long[numbers];
    String[] joinedTexts = new String[texts];
    System.arraycopy(cell.numbers, first * numbers, joined, 0, numbers);
    System.arraycopy(cell.texts, first * texts, joinedTexts, 0, texts);
    extend(joined, 0, start, end(cell, last - 1));
    extend(joined, 0, start, end);
    into.at(joined, HEADER, joinedTexts, 0).of(key, joined[ID]);
    boolean recordFirst = start < start(cell, first);
    for (Aggregate aggregate : accumulators.each()) {
      if (!aggregate.hasCells()) {
        join(aggregate, cell, first, last, recordFirst);
      }
    }
    for (Aggregate aggregate : accumulators.each()) {
      if (aggregate.hasCells()) {
        join(aggregate, cell, first, last, false);
      }
    }
    replace(cell, first, last, joined, joinedTexts);
  }

  private void join(Aggregate aggregate, Cell cell, int first, int last, boolean recordFirst) {
    if (recordFirst) {
      aggregate.open(into);
      aggregate.merge(into, part(from, cell, first, into.key));
    } else {
      aggregate.check(into);
      aggregate.add(into);
    }
    for (int next = first + 1; next < last; next++) {
      aggregate.merge(into, part(from, cell, next, into.key));
    }
  }

  private void replace(Cell cell, int first, int last, long[] joined, String[] joinedTexts) {
    int removed = last - first - 1;
    long[] newNumbers = new long[cell.numbers.length - removed * numbers];
    String[] newTexts = new String[cell.texts.length - removed * texts];
    System.arraycopy(cell.numbers, 0, newNumbers, 0, first * numbers);
    System.arraycopy(joined, 0, newNumbers, first * numbers, numbers);
    int rest = cell.numbers.length - last * numbers;
    System.arraycopy(cell.numbers, last * numbers, newNumbers, newNumbers.length - rest, rest);
    int restTexts = cell.texts.length - last * texts;
    System.arraycopy(cell.texts, 0, newTexts, 0, first * texts);
    System.arraycopy(joinedTexts, 0, newTexts, first * texts, texts);
    System.arraycopy(cell.texts, last * texts, newTexts, newTexts.length - restTexts, restTexts);
    cell.numbers = newNumbers;
    cell.texts = newTexts;
  }
}
