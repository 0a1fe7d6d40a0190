package dev.millrace.stream.step;

import dev.millrace.api.FieldType;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Row;

/**
 * {@code sum} of doubles, and {@code avg} of ints or doubles. Two numbers: the bits of the sum, and
 * for {@code avg} the count.
 */
final class RealSum extends Aggregate {
  private final TypedExpression argument;
  private final boolean average;
  private double value;

  RealSum(int number, int text, TypedExpression argument, boolean average) {
    super(number, text);
    this.argument = argument;
    this.average = average;
  }

  @Override
  int numbers() {
    return average ? 2 : 1;
  }

  @Override
  int texts() {
    return 0;
  }

  @Override
  void evaluate(Scope scope) {
    value =
        argument.type() == FieldType.INT
            ? argument.node().integer(scope)
            : argument.node().real(scope);
  }

  @Override
  void open(Part part) {
    set(part, value);
    if (average) {
      part.numbers[part.number + number + 1] = 1;
    }
  }

  @Override
  void add(Part part) {
    set(part, sum(part) + value);
    if (average) {
      part.numbers[part.number + number + 1]++;
    }
  }

  @Override
  void merge(Part into, Part from) {
    set(into, sum(into) + sum(from));
    if (average) {
      into.numbers[into.number + number + 1] += from.numbers[from.number + number + 1];
    }
  }

  @Override
  void write(Part part, Row row, int slot) {
    double sum = sum(part);
    row.setDouble(slot, average ? sum / part.numbers[part.number + number + 1] : sum);
  }

  private double sum(Part part) {
    return Double.longBitsToDouble(part.numbers[part.number + number]);
  }

  private void set(Part part, double sum) {
    part.numbers[part.number + number] = Double.doubleToLongBits(sum);
  }
}
