package dev.millrace.api;

/**
 * A window over the last {@code size} records of a key, fired after every {@code every} (default
 * size).
 */
public record CountWindowSpec(Integer size, Integer every) {}
