package dev.millrace.local.bench.strategies;

/**
 * What an independent reader finds wrong with the results of a counting stage.
 *
 * @param repeats results that came again
 * @param miscounted records that no result counts, or two
 * @param corrected results that a run without any move would not have given
 */
record CountFaults(long repeats, long miscounted, long corrected) {}
