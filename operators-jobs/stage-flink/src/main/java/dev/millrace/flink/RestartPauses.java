package dev.millrace.flink;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;

/**
 * How long a job waits after a failure before it starts again from its last checkpoint; it never
 * gives up.
 *
 * @param first after a failure
 * @param longest after many in a row; each wait is twice as long as the one before
 * @param healthyAfter a failure later than this after a start counts as a first one
 */
record RestartPauses(Duration first, Duration longest, Duration healthyAfter) {
  static final RestartPauses STANDARD =
      new RestartPauses(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(5));

  void configure(Configuration job) {
    job.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    job.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, first);
    job.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, longest);
    job.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    job.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        healthyAfter);
  }
}
