package dev.millrace.stream.pipeline;

import java.util.HashMap;
import java.util.Map;

/** No two stages of a pipeline have one name. */
final class StageNames {
  private StageNames() {}

  private record Key(String namespace, String id) {}

  static void check(Inventory inventory, Problems problems) {
    Map<Key, StageSite> first = new HashMap<>();
    for (StageSite stage : inventory.stages()) {
      Key key = new Key(stage.pipeline().namespace(), stage.id());
      StageSite before = first.putIfAbsent(key, stage);
      if (before != null) {
        problems.add(
            stage.pipeline(),
            stage.field("name"),
            "%s is the stage '%s' too.".formatted(StageSite.place(before.index()), stage.name()),
            "Name every stage of a pipeline differently.");
      }
    }
  }
}
