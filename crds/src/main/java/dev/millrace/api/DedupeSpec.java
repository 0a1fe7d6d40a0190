package dev.millrace.api;

/**
 * Drops a record whose {@code by} was seen for the same key less than {@code within} of log time
 * ago.
 */
public record DedupeSpec(String by, String within) {}
