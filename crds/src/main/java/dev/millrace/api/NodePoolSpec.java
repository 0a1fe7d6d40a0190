package dev.millrace.api;

import java.util.List;
import java.util.Map;

/** A named set of nodes of one tier. */
public record NodePoolSpec(
    Tier tier,
    Map<String, String> nodeSelector,
    List<TolerationSpec> tolerations,
    LocationSpec location,
    ResourcesSpec resources) {
  /** Where the nodes stand; it picks the default engine: light at the edge, Flink in the cloud. */
  public enum Tier {
    Edge,
    Cloud
  }
}
