package dev.millrace.local.bench;

import dev.millrace.controllog.KafkaConnection;

/**
 * Where a stage is moved.
 *
 * @param kafka the broker
 * @param stage that moves
 * @param replicas of it
 * @param clock of everything that is measured
 */
public record MoveSetting(
    KafkaConnection kafka, BenchStage stage, Replicas replicas, MonotonicClock clock) {}
