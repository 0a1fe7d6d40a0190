/**
 * Drives a migration by one of the strategies that are kept for comparison: observes it in the
 * control log and the progress topic, asks the strategy what follows, and does it. Whoever starts
 * and stops replicas is a {@link dev.millrace.controllog.strategy.StrategySite}.
 */
package dev.millrace.controllog.strategy;
