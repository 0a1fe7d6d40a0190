package dev.millrace.stream.pipeline;

import dev.millrace.api.manifest.Suggestion;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Every stage's input is written by somebody (C3-01). Where the manifests have no gateway and no
 * fleet, whatever no stage writes is taken to come from outside.
 */
final class Inputs {
  private Inputs() {}

  static void check(Inventory inventory, Wiring wiring, Problems problems) {
    if (inventory.gateways().isEmpty() && inventory.fleets().isEmpty()) {
      return;
    }
    Set<String> written = written(inventory, wiring);
    for (StageSite stage : inventory.stages()) {
      String topic = stage.spec().from();
      if (stage.topics().containsKey(topic) && !written.contains(topic)) {
        problems.add(
            stage.pipeline(),
            stage.field("from"),
            "stage " + stage.name() + " has no input: nothing writes topic " + topic + ".",
            "Write it from a gateway or a stage, or read another topic.");
      }
    }
  }

  /**
   * The topics that are written. A slip in a topic's name is reported where it stands, so it counts
   * as the name that was meant, and its readers are not reported as well.
   */
  private static Set<String> written(Inventory inventory, Wiring wiring) {
    Set<String> declared = TopicReferences.declared(inventory);
    Set<String> written = new HashSet<>();
    inventory.gateways().stream()
        .map(gateway -> gateway.spec().commands())
        .filter(Objects::nonNull)
        .forEach(commands -> written.add(commands.results()));
    for (Writer writer : wiring.writers()) {
      written.add(writer.topic());
      if (!declared.contains(writer.topic())) {
        Suggestion.nearest(writer.topic(), declared).ifPresent(written::add);
      }
    }
    return written;
  }
}
