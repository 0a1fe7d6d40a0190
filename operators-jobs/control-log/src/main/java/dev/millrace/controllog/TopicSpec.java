package dev.millrace.controllog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A topic as it is created, and what one that exists has to be like.
 *
 * @param name of the topic
 * @param partitions exactly as many
 * @param settings of a new topic; what is not named is the cluster's choice, replication as well
 * @param unlimited whether no record may ever be deleted by age or size; otherwise some have to be
 */
record TopicSpec(String name, int partitions, Map<String, String> settings, boolean unlimited) {
  private static final String UNLIMITED = "-1";

  /**
   * What is wrong with an existing topic, each with what to do.
   *
   * @param found number of partitions
   * @param setting value of a setting by its name
   */
  List<String> problems(int found, UnaryOperator<String> setting) {
    List<String> problems = new ArrayList<>();
    if (found != partitions) {
      problems.add(
          "topic '%s' has %d partitions and needs %d: stop the pipeline and delete the topic"
              .formatted(name, found, partitions));
    }
    if (!"delete".equals(setting.apply("cleanup.policy"))) {
      problems.add(differs("cleanup.policy", setting, "delete"));
    }
    if (unlimited) {
      for (String retention : List.of("retention.ms", "retention.bytes")) {
        if (!UNLIMITED.equals(setting.apply(retention))) {
          problems.add(differs(retention, setting, UNLIMITED));
        }
      }
    } else if (UNLIMITED.equals(setting.apply("retention.ms"))) {
      problems.add(differs("retention.ms", setting, settings.get("retention.ms")));
    }
    return problems;
  }

  private String differs(String setting, UnaryOperator<String> found, String wanted) {
    return "topic '%s' has %s=%s: set it to %s (kafka-configs.sh --alter --topic %s --add-config %s=%s)"
        .formatted(name, setting, found.apply(setting), wanted, name, setting, wanted);
  }
}
