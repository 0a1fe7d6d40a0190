package dev.millrace.local.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who may write which topic. */
final class TopicWriters {
  private final Map<String, TreeSet<String>> stages = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  /** Notes that a stage writes its output, dead-letter and late topics. */
  void add(CheckedStage stage) {
    for (String topic : StageOutputs.topics(stage)) {
      stages.computeIfAbsent(topic, name -> new TreeSet<>()).add(stage.name());
    }
  }

  /** Notes that records may come from elsewhere, such as a gateway. */
  void addOther(String topic) {
    open.add(topic);
  }

  /**
   * Whether {@code stage} has to account for a record in one of its topics that comes from {@code
   * writer} (null: from no stage): the first of a topic's stages does.
   */
  boolean isForeign(String topic, String stage, String writer) {
    TreeSet<String> known = stages.get(topic);
    boolean allowed = writer == null ? open.contains(topic) : known.contains(writer);
    return !allowed && known.first().equals(stage);
  }
}
