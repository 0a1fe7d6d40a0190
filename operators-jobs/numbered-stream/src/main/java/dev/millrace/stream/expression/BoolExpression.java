package dev.millrace.stream.expression;

/** An expression whose value is a bool. */
@FunctionalInterface
public non-sealed interface BoolExpression extends Expression {
  @Override
  boolean bool(Scope scope);
}
