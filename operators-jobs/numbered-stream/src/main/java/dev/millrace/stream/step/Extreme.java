package dev.millrace.stream.step;

import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Row;

/**
 * {@code min} and {@code max} of ints, doubles or strings. One number (an int or the bits of a
 * double) or one text. -0.0 is less than 0.0, NaN greater than every other double.
 */
final class Extreme extends Aggregate {
  private final TypedExpression argument;
  private final boolean greatest;
  private long value;
  private String string;

  Extreme(int number, int text, TypedExpression argument, boolean greatest) {
    super(number, text);
    this.argument = argument;
    this.greatest = greatest;
  }

  @Override
  int numbers() {
    return 1 - texts();
  }

  @Override
  int texts() {
    return switch (argument.type()) {
      case STRING -> 1;
      case INT, DOUBLE, BOOL -> 0;
    };
  }

  @Override
  void evaluate(Scope scope) {
    switch (argument.type()) {
      case INT -> value = argument.node().integer(scope);
      case DOUBLE -> value = Double.doubleToLongBits(argument.node().real(scope));
      case BOOL -> value = argument.node().bool(scope) ? 1 : 0;
      case STRING -> string = argument.node().text(scope);
    }
  }

  @Override
  void open(Part part) {
    if (texts() > 0) {
      part.texts[part.text + text] = string;
    } else {
      part.numbers[part.number + number] = value;
    }
  }

  @Override
  void add(Part part) {
    apply(part, value, string);
  }

  @Override
  void merge(Part into, Part from) {
    if (texts() > 0) {
      apply(into, 0, from.texts[from.text + text]);
    } else {
      apply(into, from.numbers[from.number + number], null);
    }
  }

  private void apply(Part part, long otherValue, String otherText) {
    int at = part.number + number;
    switch (argument.type()) {
      case STRING -> {
        String present = part.texts[part.text + text];
        int order = CodePointOrder.compare(otherText, present);
        part.texts[part.text + text] = greatest == order > 0 ? otherText : present;
      }
      case DOUBLE -> {
        double present = Double.longBitsToDouble(part.numbers[at]);
        int order = Double.compare(Double.longBitsToDouble(otherValue), present);
        part.numbers[at] = greatest == order > 0 ? otherValue : part.numbers[at];
      }
      case INT, BOOL ->
          part.numbers[at] =
              greatest
                  ? Math.max(part.numbers[at], otherValue)
                  : Math.min(part.numbers[at], otherValue);
    }
  }

  @Override
  void write(Part part, Row row, int slot) {
    Values.write(part, number, text, row, slot);
  }
}
