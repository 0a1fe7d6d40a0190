package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where a pool stands: a region name and WGS 84 degrees. */
@ValidationRule(
    value = "has(self.latitude) == has(self.longitude)",
    message = "give latitude and longitude, or neither")
public record LocationSpec(
    @JsonPropertyDescription("Name of the region, as in the label topology.kubernetes.io/region.")
        @Size(max = Syntax.LABEL_LENGTH)
        @Pattern(Syntax.LABEL)
        String region,
    @JsonPropertyDescription("Degrees north of the equator (WGS 84).") @Min(-90) @Max(90)
        Double latitude,
    @JsonPropertyDescription("Degrees east of Greenwich (WGS 84).") @Min(-180) @Max(180)
        Double longitude) {}
