/** The operator against a real API server that lets it down; run by {@code e2e/api}. */
package dev.millrace.operator.apiserver;
