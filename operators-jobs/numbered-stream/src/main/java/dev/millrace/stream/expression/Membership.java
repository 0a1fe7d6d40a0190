package dev.millrace.stream.expression;

import dev.millrace.stream.expression.Leaves.IntegerConstant;
import dev.millrace.stream.expression.Leaves.StringConstant;
import java.util.List;

/**
 * {@code x in [a, b, c]}. A list is built before it is searched, so an error in any element is an
 * error of the whole, wherever x may be found.
 */
final class Membership {
  private Membership() {}

  /** The elements can be compared with the value, and there is at least one. */
  static BoolExpression in(Expression value, List<Expression> elements) {
    if (value instanceof StringExpression text
        && elements.stream().allMatch(StringConstant.class::isInstance)) {
      return inConstants(
          text, elements.stream().map(e -> ((StringConstant) e).value()).toArray(String[]::new));
    }
    if (value instanceof IntegerExpression integer
        && elements.stream().allMatch(IntegerConstant.class::isInstance)) {
      return inConstants(
          integer, elements.stream().mapToLong(e -> ((IntegerConstant) e).value()).toArray());
    }
    BoolExpression[] equals =
        elements.stream()
            .map(element -> Equality.equal(value, element))
            .toArray(BoolExpression[]::new);
    return scope -> {
      boolean found = false;
      for (BoolExpression equal : equals) {
        found |= equal.bool(scope);
      }
      return found;
    };
  }

  private static BoolExpression inConstants(StringExpression value, String[] elements) {
    return scope -> {
      String text = value.text(scope);
      for (String element : elements) {
        if (element.equals(text)) {
          return true;
        }
      }
      return false;
    };
  }

  private static BoolExpression inConstants(IntegerExpression value, long[] elements) {
    return scope -> {
      long integer = value.integer(scope);
      for (long element : elements) {
        if (element == integer) {
          return true;
        }
      }
      return false;
    };
  }
}
