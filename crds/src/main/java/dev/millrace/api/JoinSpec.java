package dev.millrace.api;

import java.util.Map;

/**
 * Joins two kinds of records of one log that have the same key and lie at most {@code within} of
 * event time apart. {@code on} is the field that every writer of the log must use as its key;
 * {@code left} and {@code right} say which records are which; {@code emit} has the variables {@code
 * left} and {@code right}.
 */
public record JoinSpec(
    String on, String left, String right, String within, Map<String, String> emit) {}
