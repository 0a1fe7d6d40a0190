package dev.millrace.stream.expression;

import dev.millrace.stream.record.EvaluationException;

/**
 * The evaluation errors that are the same for every expression, made once: they hold no stack, no
 * cause and nothing suppressed, so there is nothing in them that one throw could leave for the
 * next.
 */
@SuppressWarnings("StaticAssignmentOfThrowable")
final class Faults {
  static final EvaluationException OVERFLOW = new EvaluationException("int overflow");
  static final EvaluationException DIVISION_BY_ZERO = new EvaluationException("division by zero");
  static final EvaluationException NOT_AN_INT =
      new EvaluationException("int() of what is not a 64-bit integer");
  static final EvaluationException NOT_A_DOUBLE =
      new EvaluationException("double() of a string that is not a number");

  private Faults() {}
}
