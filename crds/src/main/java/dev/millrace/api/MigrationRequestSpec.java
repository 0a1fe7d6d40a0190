package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Asks to move a running stage; immutable but for {@code promote}, {@code abort} and {@code
 * rollBack}.
 */
@ValidationRule(
    value =
        "self.stage == oldSelf.stage && self.to == oldSelf.to && self.strategy == oldSelf.strategy && has(self.synchronisation) == has(oldSelf.synchronisation) && (!has(self.synchronisation) || self.synchronisation == oldSelf.synchronisation) && has(self.restart) == has(oldSelf.restart) && (!has(self.restart) || self.restart == oldSelf.restart) && self.verification == oldSelf.verification && self.keepSource == oldSelf.keepSource && self.deadline == oldSelf.deadline",
    message = "only promote, abort and rollBack can be changed: create another MigrationRequest")
@ValidationRule(
    value = "!has(self.synchronisation) || self.strategy == 'WindowSynchronised'",
    message = "synchronisation needs strategy: WindowSynchronised",
    fieldPath = ".synchronisation")
@ValidationRule(
    value = "!has(self.restart) || self.strategy == 'Restart'",
    message = "restart needs strategy: Restart",
    fieldPath = ".restart")
@ValidationRule(
    value = "!(self.promote && self.abort)",
    message = "promote and abort exclude each other")
public record MigrationRequestSpec(
    @JsonPropertyDescription("Stage to move, as pipeline/stage.")
        @Required
        @Size(max = Syntax.STAGE_REFERENCE_LENGTH)
        @Pattern(Syntax.STAGE_REFERENCE)
        String stage,
    @JsonPropertyDescription("Where it goes, and what changes on the way.") @Required
        MigrationTargetSpec to,
    @JsonPropertyDescription(
            "Parallel moves the running stage; the others are for comparison and for stages that are not deterministic.")
        @Default("Parallel")
        Strategy strategy,
    @JsonPropertyDescription(
            "When the results of source and target agree; only with strategy WindowSynchronised.")
        SynchronisationSpec synchronisation,
    @JsonPropertyDescription(
            "WithState starts from the source's last state; WithoutState begins a new generation and forgets. Only with strategy Restart; absent means WithState.")
        Restart restart,
    @JsonPropertyDescription("How much must be proved equal before the switch.")
        VerificationSpec verification,
    @JsonPropertyDescription(
            "How long the source goes on as a shadow after the switch, ready for a roll-back.")
        @Default("30s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.PATTERN)
        String keepSource,
    @JsonPropertyDescription(
            "How long everything up to the switch may take; after that the migration is rolled back.")
        @Default("10m")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String deadline,
    @JsonPropertyDescription(
            "true: switch now, although promotion is Manual or there are differences.")
        @Default("false")
        Boolean promote,
    @JsonPropertyDescription("true: give up before the switch; the source goes on.")
        @Default("false")
        Boolean abort,
    @JsonPropertyDescription("true: go back to the source, while it is kept.") @Default("false")
        Boolean rollBack) {
  /** How the stage is moved. */
  public enum Strategy {
    Parallel,
    WindowSynchronised,
    StateTransfer,
    Restart
  }

  /** What a restart begins with. */
  public enum Restart {
    WithState,
    WithoutState
  }
}
