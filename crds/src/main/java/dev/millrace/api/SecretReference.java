package dev.millrace.api;

/** A Secret in the namespace of the resource that names it. */
public record SecretReference(String secretName) {}
