package dev.millrace.local.bench;

import dev.millrace.controllog.KafkaConnection;
import java.util.List;

/**
 * What a way of moving works with: a stage that runs under load, watched from outside.
 *
 * @param kafka the broker
 * @param stage that moves
 * @param replicas of it
 * @param arrivals its outputs
 * @param clock of everything that is measured
 * @param busy partitions that records come to
 */
record MoveScene(
    KafkaConnection kafka,
    StageUnderTest stage,
    Replicas replicas,
    Arrivals arrivals,
    MonotonicClock clock,
    List<Integer> busy) {}
