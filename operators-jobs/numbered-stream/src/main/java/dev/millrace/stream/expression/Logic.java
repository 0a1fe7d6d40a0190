package dev.millrace.stream.expression;

import dev.millrace.stream.record.EvaluationException;

/**
 * Logical operators with CEL's rule for errors: where one side decides, an error on the other side
 * does not count, whichever side it is.
 */
final class Logic {
  private Logic() {}

  static BoolExpression and(Expression left, Expression right) {
    return scope -> {
      try {
        if (!left.bool(scope)) {
          return false;
        }
      } catch (EvaluationException e) {
        if (!right.bool(scope)) {
          return false;
        }
        throw e;
      }
      return right.bool(scope);
    };
  }

  static BoolExpression or(Expression left, Expression right) {
    return scope -> {
      try {
        if (left.bool(scope)) {
          return true;
        }
      } catch (EvaluationException e) {
        if (right.bool(scope)) {
          return true;
        }
        throw e;
      }
      return right.bool(scope);
    };
  }

  static BoolExpression not(Expression operand) {
    return scope -> !operand.bool(scope);
  }

  /** The conditional operator; both branches have the same type. */
  static Expression choose(Expression condition, Expression yes, Expression no) {
    return switch (yes) {
      case BoolExpression b -> (BoolExpression) s -> condition.bool(s) ? b.bool(s) : no.bool(s);
      case IntegerExpression i ->
          (IntegerExpression) s -> condition.bool(s) ? i.integer(s) : no.integer(s);
      case RealExpression r -> (RealExpression) s -> condition.bool(s) ? r.real(s) : no.real(s);
      case StringExpression t -> (StringExpression) s -> condition.bool(s) ? t.text(s) : no.text(s);
    };
  }
}
