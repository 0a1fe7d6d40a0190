/**
 * The decision code of {@code WindowSynchronised} in virtual time: what would take hours to measure
 * is computed from simulated windows. Pure functions of their arguments and a seed.
 */
package dev.millrace.local.bench.simulation;
