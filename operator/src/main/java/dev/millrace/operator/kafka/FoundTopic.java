package dev.millrace.operator.kafka;

import java.util.Map;

/**
 * A topic as it is.
 *
 * @param partitions how many it has
 * @param settings by name, those of the cluster where it has none of its own
 */
public record FoundTopic(int partitions, Map<String, String> settings) {
  /** Takes a copy. */
  public FoundTopic {
    settings = Map.copyOf(settings);
  }

  /** The value of a setting; empty if the broker does not tell it. */
  String setting(String name) {
    return settings.getOrDefault(name, "");
  }
}
