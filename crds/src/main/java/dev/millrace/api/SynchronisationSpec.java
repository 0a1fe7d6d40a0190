package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** When the results of source and target are near enough to each other to switch. */
@ValidationRule(
    value = "self.kind != 'Strong' || self.factor == 0",
    message = "kind: Strong means factor: 0; use kind: Weak to allow a correction",
    fieldPath = ".factor")
@ValidationRule(
    value = "self.kind != 'Weak' || self.factor >= 1",
    message = "kind: Weak needs a factor of 1 or more: how many records may be corrected",
    fieldPath = ".factor")
public record SynchronisationSpec(
    @JsonPropertyDescription(
            "Synchronisation factor S: up to how many records one operator may be ahead of the other; the count of one result is corrected by that.")
        @Default("0")
        @Min(0)
        @Max(1000000)
        Integer factor,
    @JsonPropertyDescription(
            "Strong waits until both have counted the same records, which may never be; Weak corrects one result by at most factor records.")
        @Default("Strong")
        Kind kind) {
  /** Whether a result may be corrected. */
  public enum Kind {
    Strong,
    Weak
  }
}
