package dev.millrace.api;

/** Compute resources as Kubernetes quantities, such as {@code 500m} and {@code 256Mi}. */
public record ResourcesSpec(String cpu, String memory) {}
