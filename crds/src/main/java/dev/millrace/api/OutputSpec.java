package dev.millrace.api;

/**
 * The topic that a stage writes, and a CEL expression over the written value for the record key.
 */
public record OutputSpec(String topic, String key) {}
