package dev.millrace.stream.expression;

/** An expression whose value is a double. */
@FunctionalInterface
public non-sealed interface RealExpression extends Expression {
  @Override
  double real(Scope scope);
}
