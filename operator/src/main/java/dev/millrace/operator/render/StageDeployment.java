package dev.millrace.operator.render;

import dev.millrace.api.StreamPipeline;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pods of a stage, of which no two generations run at a time. */
final class StageDeployment {
  private StageDeployment() {}

  static Deployment of(
      StreamPipeline pipeline,
      String name,
      Map<String, String> labels,
      int replicas,
      PodTemplateSpec pod) {
    return new DeploymentBuilder()
        .withMetadata(Owners.metadata(pipeline, name, labels))
        .withNewSpec()
        .withReplicas(replicas)
        .withRevisionHistoryLimit(1)
        .withNewStrategy()
        .withType("Recreate")
        .endStrategy()
        .withNewSelector()
        .withMatchLabels(selector(labels))
        .endSelector()
        .withTemplate(pod)
        .endSpec()
        .build();
  }

  /** The labels that tell these pods from all others. */
  static Map<String, String> selector(Map<String, String> labels) {
    Map<String, String> selector = new LinkedHashMap<>(labels);
    selector.keySet().retainAll(List.of(ObjectLabels.NAME, ObjectLabels.REPLICA));
    return selector;
  }
}
