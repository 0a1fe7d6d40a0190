package dev.millrace.local.running;

import dev.millrace.api.SecretReference;
import dev.millrace.api.manifest.SecretResource;
import dev.millrace.stream.pipeline.PipelineGraph;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a secret of the manifests holds: pre-shared keys by identity, or certificates. Never logged.
 */
final class Keys {
  private Keys() {}

  /** Its entries; none if nothing is referred to. */
  static Map<String, byte[]> of(PipelineGraph graph, String namespace, SecretReference reference) {
    if (reference == null) {
      return Map.of();
    }
    SecretResource secret =
        graph
            .secret(namespace, reference.secretName())
            .orElseThrow(() -> new IllegalStateException("no secret " + reference.secretName()));
    Map<String, byte[]> keys = new TreeMap<>();
    secret.keys().forEach(key -> keys.put(key, secret.value(key).orElseThrow()));
    return keys;
  }
}
