package dev.millrace.stream.expression;

import dev.millrace.api.FieldType;

/**
 * One result field of a window or running step.
 *
 * @param function what to compute
 * @param argument what to compute it of, per record; null for {@code count()}
 * @param argumentType the argument's type; null for {@code count()}
 * @param resultType the type of the result field
 */
public record AggregateExpression(
    AggregateFunction function,
    Expression argument,
    FieldType argumentType,
    FieldType resultType) {}
