package dev.millrace.stream.stage;

import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.record.Schema;

/**
 * The topic that a stage reads. Immutable.
 *
 * @param topic its name
 * @param partitions as declared, -1 if they are not
 * @param schema the fields of its records
 * @param format of the values that carry no content format
 * @param timeSlot slot of the int field that holds event time, -1 if it is the Kafka timestamp
 * @param maxAheadMillis how much greater than the Kafka timestamp that field may be
 */
public record InputPlan(
    String topic,
    int partitions,
    Schema schema,
    ContentFormat format,
    int timeSlot,
    long maxAheadMillis) {}
