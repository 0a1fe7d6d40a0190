package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * {@code rate} messages a second and device, at the given regularity, for a duration (absent: for
 * ever).
 */
public record PhaseSpec(
    @JsonPropertyDescription("Messages a second of each device; 0 is silence.")
        @Required
        @Min(0)
        @Max(10000)
        Double rate,
    @JsonPropertyDescription("Regular: evenly spaced. Poisson: at random times.")
        @Default("Regular")
        Arrivals arrivals,
    @JsonPropertyDescription(
            "Length of the phase; the last one may leave it out and go on for ever.")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String duration) {
  /** Evenly spaced, or a Poisson process. */
  public enum Arrivals {
    Regular,
    Poisson
  }
}
