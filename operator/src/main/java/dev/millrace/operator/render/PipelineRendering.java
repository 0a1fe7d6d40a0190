package dev.millrace.operator.render;

import dev.millrace.api.StreamPipeline;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Map;
import java.util.Optional;

/**
 * What a pipeline has beside its replicas.
 *
 * @param settings of the operator
 */
public record PipelineRendering(RenderSettings settings) {
  /** What may reach its stages; empty where NetworkPolicies are not wanted. */
  public Optional<NetworkPolicy> networkPolicy(StreamPipeline pipeline) {
    String name = pipeline.getMetadata().getName();
    Map<String, String> labels = ObjectLabels.of(ObjectLabels.STAGE_PROGRAM, "pipeline", name);
    return settings.networkPolicies()
        ? Optional.of(
            Rendered.mark(
                NetworkRules.amongThemselves(
                    pipeline,
                    ObjectNames.shorten(name) + "-stages",
                    labels,
                    Map.of(ObjectLabels.PIPELINE, name),
                    ClusterPods.PORTS)))
        : Optional.empty();
  }
}
