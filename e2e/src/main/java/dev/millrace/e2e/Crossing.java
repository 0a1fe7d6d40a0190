package dev.millrace.e2e;

/**
 * A car that has passed a gate.
 *
 * @param lot where
 * @param in whether it came in
 */
record Crossing(String lot, boolean in) {}
