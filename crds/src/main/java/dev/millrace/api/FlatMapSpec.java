package dev.millrace.api;

import java.util.Map;

/** One record that a flatMap writes: its fields, and when (always, if absent). */
public record FlatMapSpec(String when, Map<String, String> emit) {}
