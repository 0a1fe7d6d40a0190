package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One condition of a status, as Kubernetes defines conditions. */
public record Condition(
    @JsonPropertyDescription("What the condition is about, such as Ready.")
        @Required
        @Size(max = 316)
        String type,
    @JsonPropertyDescription("Whether it holds: True, False or Unknown.") @Required Status status,
    @JsonPropertyDescription("Generation of the spec that the condition was computed from.")
        Long observedGeneration,
    @JsonPropertyDescription("When status last changed, as RFC 3339 writes a time.")
        @Required
        @Size(max = 64)
        String lastTransitionTime,
    @JsonPropertyDescription("Why, as one word.") @Required @Size(min = 1, max = 1024)
        String reason,
    @JsonPropertyDescription("Why, as a sentence.") @Required @Size(max = 32768) String message) {
  /** Whether a condition holds. */
  public enum Status {
    True,
    False,
    Unknown
  }
}
