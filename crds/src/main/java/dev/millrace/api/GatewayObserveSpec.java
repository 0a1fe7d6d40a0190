package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What devices may observe, and within which bounds; null bounds mean what the schema names. */
public record GatewayObserveSpec(
    @JsonPropertyDescription("Resources that can be read and observed, each path once.")
        @Required
        @Size(min = 1, max = 64)
        List<ObservableSpec> resources,
    @JsonPropertyDescription(
            "Observers of this gateway; one more gets an answer, but no notifications.")
        @Default("10000")
        @Min(1)
        @Max(1000000)
        Integer maxObservers,
    @JsonPropertyDescription(
            "Observations of one peer; one more gets an answer, but no notifications.")
        @Default("16")
        @Min(1)
        @Max(10000)
        Integer maxObserversPerPeer,
    @JsonPropertyDescription(
            "Bytes of the heap for the newest record of each key; what does not fit is answered"
                + " with 5.03. Without it an eighth of the size of the gateway's heap.")
        @Min(65536)
        @Max(2147483647)
        Integer maxBytes) {}
