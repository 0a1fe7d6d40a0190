/**
 * Expressions over records. The Common Expression Language (CEL) is the language: its parser and
 * checker turn a source into a typed tree, {@link
 * dev.millrace.stream.expression.ExpressionCompiler} turns that tree into closures over slots. What
 * is refused is refused before anything starts; what goes wrong with a record is an {@link
 * dev.millrace.stream.record.EvaluationException}. An expression sees its variables and nothing
 * else: no clock, no randomness.
 */
package dev.millrace.stream.expression;
