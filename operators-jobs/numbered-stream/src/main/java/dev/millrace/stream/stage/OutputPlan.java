package dev.millrace.stream.stage;

import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Schema;

/**
 * The topic that a stage writes. Immutable.
 *
 * @param topic its name
 * @param partitions as declared, -1 if they are not
 * @param schema the fields of its records, in the order in which they are written
 * @param format of its values
 * @param key over the written value ({@code value}) and the record's key ({@code key}); null if the
 *     key goes through
 */
public record OutputPlan(
    String topic, int partitions, Schema schema, ContentFormat format, TypedExpression key) {}
