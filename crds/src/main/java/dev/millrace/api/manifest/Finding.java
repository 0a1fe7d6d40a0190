package dev.millrace.api.manifest;

/** What is wrong with a value, and what is allowed. */
record Finding(String message, String hint) {}
