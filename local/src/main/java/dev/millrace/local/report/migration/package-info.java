/**
 * What is known of the migrations of a run and of its outputs over time: plain immutable data, and
 * what follows from it.
 */
package dev.millrace.local.report.migration;
