package dev.millrace.operator;

import dev.millrace.operator.render.RenderSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How one operator is set up.
 *
 * @param namespaces that it watches; empty means all
 * @param httpPort of health and metrics
 * @param kafkaTimeout how long one question to Kafka may take
 * @param reconcilers resources of one kind that are worked on at the same time
 * @param lease that it has to hold before it works; empty if it is the only one
 * @param rendering what goes into rendered objects
 */
public record OperatorSettings(
    Set<String> namespaces,
    int httpPort,
    Duration kafkaTimeout,
    int reconcilers,
    Optional<LeaseSettings> lease,
    RenderSettings rendering) {
  /** Takes a copy. */
  public OperatorSettings {
    namespaces = Set.copyOf(namespaces);
  }
}
