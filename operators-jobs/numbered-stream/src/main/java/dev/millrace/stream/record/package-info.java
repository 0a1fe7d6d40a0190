/**
 * Decoded records: a {@link dev.millrace.stream.record.Schema} declares the fields of a topic, a
 * {@link dev.millrace.stream.record.Row} holds the values of one record in slots, without boxing.
 */
package dev.millrace.stream.record;
