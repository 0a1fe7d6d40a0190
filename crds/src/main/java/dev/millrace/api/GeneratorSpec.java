package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Values of one payload field: exactly one of the components is set. */
@ValidationRule(
    value = "!has(self.sequence) || self.sequence",
    message = "sequence is true or absent",
    fieldPath = ".sequence")
@ValidationRule(
    value = "!has(self.clock) || self.clock",
    message = "clock is true or absent",
    fieldPath = ".clock")
public record GeneratorSpec(
    @JsonPropertyDescription("Always this text, number, true or false.") @PreserveUnknownFields
        Object constant,
    @JsonPropertyDescription("A random walk.") WalkSpec walk,
    @JsonPropertyDescription("Poisson-distributed counts.") PoissonSpec poisson,
    @JsonPropertyDescription("One of these, each as likely as the others.")
        @Size(min = 1, max = 256)
        List<@Size(max = 256) String> choice,
    @JsonPropertyDescription("The value of a variable of the path, such as device.")
        @Size(max = Syntax.FIELD_LENGTH)
        @Pattern(Syntax.FIELD)
        String variable,
    @JsonPropertyDescription("Values from a file, row by row, from the start again at the end.")
        ReplaySpec replay,
    @JsonPropertyDescription("true: the number of the message of its device, from 1.")
        Boolean sequence,
    @JsonPropertyDescription("true: the time of the reading in milliseconds since 1970-01-01 UTC.")
        Boolean clock) {
  /**
   * A random walk from {@code start} by at most {@code step} between {@code min} and {@code max}.
   */
  @ValidationRule(
      value = "self.min <= self.start && self.start <= self.max",
      message = "start must lie between min and max",
      fieldPath = ".start")
  public record WalkSpec(
      @JsonPropertyDescription("First value.") @Required Double start,
      @JsonPropertyDescription("Largest change from one message to the next.")
          @Required
          @Min(value = 0, inclusive = false)
          Double step,
      @JsonPropertyDescription("Least value.") @Required Double min,
      @JsonPropertyDescription("Greatest value.") @Required Double max) {}

  /** Poisson-distributed counts. */
  public record PoissonSpec(
      @JsonPropertyDescription("Mean of the counts.")
          @Required
          @Min(value = 0, inclusive = false)
          @Max(1000000)
          Double mean) {}

  /**
   * A column of a CSV file or a field of an NDJSON file, row by row, from the start again at the
   * end.
   */
  @ValidationRule(
      value = "self.file.endsWith('.csv') || self.file.endsWith('.ndjson')",
      message = "file must end in .csv or .ndjson",
      fieldPath = ".file")
  public record ReplaySpec(
      @JsonPropertyDescription("File beside the manifest, .csv or .ndjson.")
          @Required
          @Size(max = 253)
          @Pattern("^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$")
          String file,
      @JsonPropertyDescription("Column of the CSV file or field of the NDJSON records.")
          @Required
          @Size(min = 1, max = 253)
          String column) {}
}
