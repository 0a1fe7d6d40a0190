package dev.millrace.stream.expression;

/** An expression whose value is an int, of 64 bits. */
@FunctionalInterface
public non-sealed interface IntegerExpression extends Expression {
  @Override
  long integer(Scope scope);
}
