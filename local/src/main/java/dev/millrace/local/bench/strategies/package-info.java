/**
 * The experiments of the source document in small, with this project's strategies: how long they
 * take and what they cost, beside the document's own figures.
 */
package dev.millrace.local.bench.strategies;
