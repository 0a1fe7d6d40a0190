package dev.millrace.stream.expression;

import dev.millrace.stream.record.EvaluationException;

/**
 * A compiled expression. It answers in the one form that its type says; asking for another form is
 * a fault of the program. Immutable, and free of side effects: the same scope gives the same value
 * or the same {@link EvaluationException} on every replica.
 */
public sealed interface Expression
    permits BoolExpression, IntegerExpression, RealExpression, StringExpression {
  /** The value of a bool expression. */
  default boolean bool(Scope scope) {
    throw new IllegalStateException("not a bool expression");
  }

  /** The value of an int expression. */
  default long integer(Scope scope) {
    throw new IllegalStateException("not an int expression");
  }

  /** The value of a double expression. */
  default double real(Scope scope) {
    throw new IllegalStateException("not a double expression");
  }

  /** The value of a string expression, never null. */
  default String text(Scope scope) {
    throw new IllegalStateException("not a string expression");
  }
}
