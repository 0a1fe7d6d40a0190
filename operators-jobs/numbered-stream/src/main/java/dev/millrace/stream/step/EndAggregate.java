package dev.millrace.stream.step;

import dev.millrace.api.FieldType;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Row;

/**
 * {@code first} and {@code last}. One number or one text: the value. Where parts are not merged in
 * log order, two more numbers say when it came: the serial number, and the rank among the arrivals
 * of that serial number.
 */
final class EndAggregate extends Aggregate {
  private final TypedExpression argument;
  private final boolean last;
  private final StepRuntime rank;
  private long value;
  private String string;
  private long ordinal;

  /**
   * @param rank says when a record came; null if parts are always merged in the order that counts
   */
  EndAggregate(int number, int text, TypedExpression argument, boolean last, StepRuntime rank) {
    super(number, text);
    this.argument = argument;
    this.last = last;
    this.rank = rank;
  }

  @Override
  int numbers() {
    return rankOffset() + (rank == null ? 0 : 2);
  }

  private int rankOffset() {
    return argument.type() == FieldType.STRING ? 0 : 1;
  }

  @Override
  int texts() {
    return argument.type() == FieldType.STRING ? 1 : 0;
  }

  @Override
  void evaluate(Scope scope) {
    switch (argument.type()) {
      case INT -> value = argument.node().integer(scope);
      case DOUBLE -> value = Double.doubleToLongBits(argument.node().real(scope));
      case BOOL -> value = argument.node().bool(scope) ? 1 : 0;
      case STRING -> string = argument.node().text(scope);
    }
    ordinal = rank == null ? 0 : rank.nextOrdinal();
  }

  @Override
  void open(Part part) {
    int at = part.number + number;
    if (texts() > 0) {
      part.texts[part.text + text] = string;
    } else {
      part.numbers[at] = value;
    }
    if (rank != null) {
      part.numbers[at + rankOffset()] = rank.sn();
      part.numbers[at + rankOffset() + 1] = ordinal;
    }
  }

  @Override
  void add(Part part) {
    if (last) {
      open(part);
    }
  }

  @Override
  void merge(Part into, Part from) {
    boolean fromIsLater = rank == null || compareRanks(from, into) > 0;
    if (fromIsLater == last) {
      System.arraycopy(
          from.numbers, from.number + number, into.numbers, into.number + number, numbers());
      System.arraycopy(from.texts, from.text + text, into.texts, into.text + text, texts());
    }
  }

  private int compareRanks(Part one, Part other) {
    int offset = number + rankOffset();
    int order =
        Long.compare(one.numbers[one.number + offset], other.numbers[other.number + offset]);
    return order != 0
        ? order
        : Long.compare(
            one.numbers[one.number + offset + 1], other.numbers[other.number + offset + 1]);
  }

  @Override
  void write(Part part, Row row, int slot) {
    Values.write(part, number, text, row, slot);
  }
}
