package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A Kubernetes toleration, as in a pod. */
@ValidationRule(
    value = "self.operator != 'Exists' || !has(self.value)",
    message = "operator Exists takes no value")
@ValidationRule(
    value = "has(self.key) || self.operator == 'Exists'",
    message = "without a key, operator must be Exists: it tolerates every taint")
@ValidationRule(
    value = "!has(self.tolerationSeconds) || (has(self.effect) && self.effect == 'NoExecute')",
    message = "tolerationSeconds needs effect NoExecute")
public record TolerationSpec(
    @JsonPropertyDescription("Key of the taint; absent tolerates every taint.")
        @Size(min = 1, max = 317)
        String key,
    @JsonPropertyDescription("Exists: any value. Equal: the value given.")
        @Default("Equal")
        @Size(max = 6)
        @Pattern("^(Exists|Equal)$")
        String operator,
    @JsonPropertyDescription("Value of the taint.") @Size(max = Syntax.LABEL_LENGTH) String value,
    @JsonPropertyDescription(
            "Effect of the taint: NoSchedule, PreferNoSchedule or NoExecute; absent means all three.")
        @Size(max = 16)
        @Pattern("^(NoSchedule|PreferNoSchedule|NoExecute)$")
        String effect,
    @JsonPropertyDescription(
            "Seconds that a pod may stay after a NoExecute taint; absent means for ever.")
        @Min(0)
        @Max(31536000)
        Long tolerationSeconds) {}
