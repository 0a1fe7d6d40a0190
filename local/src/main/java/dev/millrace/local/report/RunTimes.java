package dev.millrace.local.report;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the parts of a run took.
 *
 * @param startedAt when it began to start
 * @param startup until everything was started
 * @param running until it was to end
 * @param ending until everything was consumed and the checks were done
 * @param checking the checks alone
 */
public record RunTimes(
    Instant startedAt, Duration startup, Duration running, Duration ending, Duration checking) {}
