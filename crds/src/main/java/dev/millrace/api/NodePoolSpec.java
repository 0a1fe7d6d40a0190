package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** A named set of nodes of one tier. */
public record NodePoolSpec(
    @JsonPropertyDescription(
            "Edge or Cloud: picks the default engine of the stages placed here, light or Flink.")
        @Required
        Tier tier,
    @JsonPropertyDescription(
            "Labels that a node must have to belong to the pool; absent means every node.")
        @Size(max = 16)
        Map<String, @Size(max = Syntax.LABEL_LENGTH) String> nodeSelector,
    @JsonPropertyDescription("Taints that the pods placed here tolerate.") @Size(max = 16)
        List<TolerationSpec> tolerations,
    @JsonPropertyDescription("Where the pool stands.") LocationSpec location,
    @JsonPropertyDescription(
            "What one replica of a stage gets here, unless the stage says otherwise.")
        ResourcesSpec resources) {
  /** Where the nodes stand; it picks the default engine: light at the edge, Flink in the cloud. */
  public enum Tier {
    Edge,
    Cloud
  }
}
