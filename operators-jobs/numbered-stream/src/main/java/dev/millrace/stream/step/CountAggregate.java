package dev.millrace.stream.step;

import dev.millrace.stream.expression.Expression;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.record.Row;

/** {@code count()} and {@code count(B)}. One number: the count. */
final class CountAggregate extends Aggregate {
  private final Expression condition;
  private long hit;

  /**
   * @param condition what is counted, or null: every record
   */
  CountAggregate(int number, int text, Expression condition) {
    super(number, text);
    this.condition = condition;
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
    hit = condition == null || condition.bool(scope) ? 1 : 0;
  }

  @Override
  void open(Part part) {
    part.numbers[part.number + number] = hit;
  }

  @Override
  void add(Part part) {
    part.numbers[part.number + number] += hit;
  }

  @Override
  void merge(Part into, Part from) {
    into.numbers[into.number + number] += from.numbers[from.number + number];
  }

  @Override
  void write(Part part, Row row, int slot) {
    row.setLong(slot, part.numbers[part.number + number]);
  }
}
