package dev.millrace.stream.pipeline;

import dev.millrace.api.manifest.FieldPath;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Every topic that a stage or a gateway names is declared. */
final class TopicReferences {
  private TopicReferences() {}

  static void check(Inventory inventory, Wiring wiring, Problems problems) {
    for (StageSite stage : inventory.stages()) {
      require(stage, stage.field("from"), stage.spec().from(), problems);
      require(stage, stage.field("to").field("topic"), stage.spec().to().topic(), problems);
      require(stage, stage.field("late"), stage.spec().late(), problems);
      require(stage, stage.field("deadLetters"), stage.spec().deadLetters(), problems);
    }
    Collection<String> declared = declared(inventory);
    for (Writer.Gateway gateway : wiring.gateways()) {
      if (!declared.contains(gateway.topic()) && wiring.readersOf(gateway.topic()).isEmpty()) {
        problems.add(
            gateway.resource(),
            gateway.field(),
            "no stage reads '" + gateway.topic() + "'.",
            Names.list("Topics", declared));
      }
    }
    for (NamedTopic named : NamedTopic.of(inventory)) {
      if (!declared.contains(named.topic())) {
        problems.add(
            named.gateway(),
            named.field(),
            "no pipeline has a topic '" + named.topic() + "'.",
            Names.suggest("Topics", named.topic(), declared));
      }
    }
  }

  /** The topics that any pipeline declares, in the order of the files. */
  static Set<String> declared(Inventory inventory) {
    return inventory.pipelines().stream()
        .flatMap(pipeline -> StageSite.topics(pipeline).keySet().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void require(StageSite stage, FieldPath field, String topic, Problems problems) {
    if (topic != null && !stage.topics().containsKey(topic)) {
      problems.add(
          stage.pipeline(),
          field,
          "no topic '" + topic + "' in pipeline " + stage.pipeline().name() + ".",
          Names.suggest("Topics", topic, stage.topics().keySet()));
    }
  }
}
