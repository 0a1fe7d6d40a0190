package dev.millrace.stream.step;

import dev.millrace.stream.expression.Expression;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.record.EvaluationException;
import dev.millrace.stream.record.Row;

/** {@code sum} of ints. One number: the sum. A sum beyond 64 bits is an error. */
final class IntegerSum extends Aggregate {
  private final Expression argument;
  private long value;

  IntegerSum(int number, int text, Expression argument) {
    super(number, text);
    this.argument = argument;
  }

  @Override
  int numbers() {
    return 1;
  }

  @Override
  int texts() {
    return 0;
  }

  @Override
  void evaluate(Scope scope) {
    value = argument.integer(scope);
  }

  @Override
  void open(Part part) {
    part.numbers[part.number + number] = value;
  }

  @Override
  void check(Part part) {
    sum(part.numbers[part.number + number], value);
  }

  @Override
  void add(Part part) {
    part.numbers[part.number + number] += value;
  }

  @Override
  boolean mergeCanFail() {
    return true;
  }

  @Override
  void merge(Part into, Part from) {
    into.numbers[into.number + number] =
        sum(into.numbers[into.number + number], from.numbers[from.number + number]);
  }

  private static long sum(long left, long right) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw new EvaluationException("int overflow in sum");
    }
    return sum;
  }

  @Override
  void write(Part part, Row row, int slot) {
    row.setLong(slot, part.numbers[part.number + number]);
  }
}
