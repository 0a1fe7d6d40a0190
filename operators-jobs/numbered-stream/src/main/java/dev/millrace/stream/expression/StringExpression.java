package dev.millrace.stream.expression;

/** An expression whose value is a string. */
@FunctionalInterface
public non-sealed interface StringExpression extends Expression {
  @Override
  String text(Scope scope);
}
