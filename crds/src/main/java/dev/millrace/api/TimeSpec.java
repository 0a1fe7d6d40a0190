package dev.millrace.api;

/**
 * Takes event time from an int field (milliseconds since the epoch) instead of the Kafka timestamp.
 * A record whose field is more than {@code maxAhead} ahead of its Kafka timestamp is a dead letter,
 * so that one wrong device clock cannot make all other records late.
 */
public record TimeSpec(String field, String maxAhead) {}
