package dev.millrace.api;

/** A window of length {@code size} that starts anew every {@code every}. */
public record SlidingSpec(String size, String every) {}
