/** Copies of a stage that nobody coordinates, and what a reader finds of their outputs. */
package dev.millrace.local.bench.copies;
