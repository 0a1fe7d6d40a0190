package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** How much must be proved equal before the switch. */
public record VerificationSpec(
    @JsonPropertyDescription(
            "Equal refuses any difference; Report shows differences and waits for a person. Absent: Report if steps changed, else Equal.")
        Mode mode,
    @JsonPropertyDescription("Records that must have been compared, on all partitions together.")
        @Default("1000")
        @Min(0)
        @Max(1000000000)
        Integer minimumRecords,
    @JsonPropertyDescription("How long the comparison goes on at least.")
        @Default("2s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.PATTERN)
        String minimumDuration,
    @JsonPropertyDescription(
            "Automatic switches when the comparison is done; Manual waits for promote.")
        @Default("Automatic")
        Promotion promotion) {
  /** Equal refuses any difference; Report shows differences and waits for a person. */
  public enum Mode {
    Equal,
    Report
  }

  /** Who decides to switch. */
  public enum Promotion {
    Automatic,
    Manual
  }
}
