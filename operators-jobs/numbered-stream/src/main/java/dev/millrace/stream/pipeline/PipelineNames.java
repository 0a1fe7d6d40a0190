package dev.millrace.stream.pipeline;

import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import java.util.HashMap;
import java.util.Map;

/**
 * All pipelines of a local run share one broker, whatever their namespaces. Their names are part of
 * topics and of output identities, so each name is there once.
 */
final class PipelineNames {
  private PipelineNames() {}

  static void check(Inventory inventory, Problems problems) {
    Map<String, Resource<StreamPipelineSpec>> first = new HashMap<>();
    for (Resource<StreamPipelineSpec> pipeline : inventory.pipelines()) {
      Resource<StreamPipelineSpec> before = first.putIfAbsent(pipeline.name(), pipeline);
      if (before != null) {
        problems.add(
            pipeline,
            FieldPath.of("metadata").field("name"),
            "namespace %s has a pipeline %s too (%s)."
                .formatted(before.namespace(), pipeline.name(), before.source().start()),
            "In a local run all pipelines share one broker: choose another name.");
      }
    }
  }
}
