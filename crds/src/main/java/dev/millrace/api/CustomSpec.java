package dev.millrace.api;

import java.util.Map;

/** A step in Java: a class of the step SPI, its parameters, and the fields of what it writes. */
public record CustomSpec(
    String className, Map<String, String> parameters, Map<String, FieldType> fields) {}
