package dev.millrace.local.running;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a person asks of a run.
 *
 * @param manifests directory of the manifests
 * @param duration how long the devices send; null: until they have ended or the run is stopped
 * @param kafkaPort port of the embedded broker; 0 picks a free one
 * @param dataDirectory where broker and stages keep their data; null: a temporary one
 * @param fleets whether the fleets of the manifests are started
 * @param faults what is to go wrong meanwhile
 */
public record RunOptions(
    Path manifests,
    Duration duration,
    int kafkaPort,
    Path dataDirectory,
    boolean fleets,
    RunFaults faults) {}
