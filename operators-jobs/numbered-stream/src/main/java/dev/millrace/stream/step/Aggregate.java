package dev.millrace.stream.step;

import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.record.Row;

/**
 * One aggregate of a step: how its accumulator, a few numbers and texts of a {@link Part}, is
 * opened, added to, merged and read. The argument is evaluated first, kept, and then applied.
 */
abstract class Aggregate {
  /** Offset of its numbers in a part. */
  final int number;

  /** Offset of its texts in a part. */
  final int text;

  Aggregate(int number, int text) {
    this.number = number;
    this.text = text;
  }

  /** How many numbers it needs. */
  abstract int numbers();

  /** How many texts it needs. */
  abstract int texts();

  /** Evaluates and keeps the argument for a record. */
  abstract void evaluate(Scope scope);

  /** Begins with the argument. */
  abstract void open(Part part);

  /** Whether the argument can be added; throws an EvaluationException if not. */
  void check(Part part) {}

  /** Adds the argument, which comes after what is there. */
  abstract void add(Part part);

  /** Appends {@code from}, which is then no longer used. */
  abstract void merge(Part into, Part from);

  /** Whether {@link #merge} can fail. */
  boolean mergeCanFail() {
    return false;
  }

  /** Whether it has cells of its own, which {@link #merge} and {@link #add} change. */
  boolean hasCells() {
    return false;
  }

  /** Before parts are combined anew. */
  void beginCombination() {}

  /** As {@link #merge}, but leaves {@code from} as it is. */
  void combine(Part into, Part from) {
    merge(into, from);
  }

  /** Removes what it keeps beside the part. */
  void clear(Part part) {}

  /** Writes the result. */
  abstract void write(Part part, Row row, int slot);
}
