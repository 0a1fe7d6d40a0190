package dev.millrace.stream.expression;

import dev.millrace.stream.expression.Leaves.IntegerConstant;
import dev.millrace.stream.expression.Leaves.RealConstant;

/**
 * Order of values: ints and doubles on one number line (NaN is neither less nor greater than
 * anything), strings by code point, false before true. {@code a > b} is {@code b < a}.
 */
final class Order {
  /** What {@link #compare} gives if the double is NaN. */
  private static final int UNORDERED = 2;

  private static final double TWO_TO_63 = 0x1p63;

  private Order() {}

  static BoolExpression lessInteger(Expression left, Expression right) {
    if (right instanceof IntegerConstant b) {
      return scope -> left.integer(scope) < b.value();
    }
    if (left instanceof IntegerConstant a) {
      return scope -> a.value() < right.integer(scope);
    }
    return scope -> left.integer(scope) < right.integer(scope);
  }

  static BoolExpression lessEqualsInteger(Expression left, Expression right) {
    if (right instanceof IntegerConstant b) {
      return scope -> left.integer(scope) <= b.value();
    }
    if (left instanceof IntegerConstant a) {
      return scope -> a.value() <= right.integer(scope);
    }
    return scope -> left.integer(scope) <= right.integer(scope);
  }

  static BoolExpression lessReal(Expression left, Expression right) {
    if (right instanceof RealConstant b) {
      return scope -> left.real(scope) < b.value();
    }
    if (left instanceof RealConstant a) {
      return scope -> a.value() < right.real(scope);
    }
    return scope -> left.real(scope) < right.real(scope);
  }

  static BoolExpression lessEqualsReal(Expression left, Expression right) {
    if (right instanceof RealConstant b) {
      return scope -> left.real(scope) <= b.value();
    }
    if (left instanceof RealConstant a) {
      return scope -> a.value() <= right.real(scope);
    }
    return scope -> left.real(scope) <= right.real(scope);
  }

  static BoolExpression lessIntegerReal(Expression left, Expression right) {
    return scope -> compare(left.integer(scope), right.real(scope)) == -1;
  }

  static BoolExpression lessEqualsIntegerReal(Expression left, Expression right) {
    return scope -> compare(left.integer(scope), right.real(scope)) <= 0;
  }

  static BoolExpression lessRealInteger(Expression left, Expression right) {
    return scope -> compare(right.integer(scope), left.real(scope)) == 1;
  }

  static BoolExpression lessEqualsRealInteger(Expression left, Expression right) {
    return scope -> {
      int order = compare(right.integer(scope), left.real(scope));
      return order == 0 || order == 1;
    };
  }

  static BoolExpression lessString(Expression left, Expression right) {
    return scope -> compare(left.text(scope), right.text(scope)) < 0;
  }

  static BoolExpression lessEqualsString(Expression left, Expression right) {
    return scope -> compare(left.text(scope), right.text(scope)) <= 0;
  }

  static BoolExpression lessBool(Expression left, Expression right) {
    return scope -> Boolean.compare(left.bool(scope), right.bool(scope)) < 0;
  }

  static BoolExpression lessEqualsBool(Expression left, Expression right) {
    return scope -> Boolean.compare(left.bool(scope), right.bool(scope)) <= 0;
  }

  /**
   * -1, 0 or 1 as the int is less than, equal to or greater than the double, exactly; 2 for NaN.
   */
  static int compare(long left, double right) {
    if (Double.isNaN(right)) {
      return UNORDERED;
    }
    if (right >= TWO_TO_63) {
      return -1;
    }
    if (right < -TWO_TO_63) {
      return 1;
    }
    long whole = (long) right;
    if (left != whole) {
      return left < whole ? -1 : 1;
    }
    double fraction = right - whole;
    return fraction > 0 ? -1 : fraction < 0 ? 1 : 0;
  }

  /**
   * By code point. UTF-16 puts surrogates below U+E000, code points beyond U+FFFF come after it.
   */
  static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean aSurrogate = Character.isSurrogate(a);
        return aSurrogate == Character.isSurrogate(b)
            ? a - b
            : aSurrogate ? compareBeyond(b) : -compareBeyond(a);
      }
    }
    return left.length() - right.length();
  }

  /**
   * A surrogate stands for a code point beyond U+FFFF, so it comes after every unit that is none.
   */
  private static int compareBeyond(char notSurrogate) {
    return Character.MIN_SUPPLEMENTARY_CODE_POINT - notSurrogate;
  }
}
