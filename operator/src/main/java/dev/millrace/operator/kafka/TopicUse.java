package dev.millrace.operator.kafka;

import java.util.Map;
import java.util.Optional;

/** What a gateway does with a topic beside writing messages to it, and how it has to be kept. */
enum TopicUse {
  /** The newest record of each key is a resource's state, so it must never be lost. */
  OBSERVED(Map.of(TopicUse.CLEANUP, TopicUse.COMPACT)) {
    @Override
    Optional<String> problem(String name, FoundTopic found) {
      String cleanup = found.setting(CLEANUP);
      boolean keepsAll =
          found.setting(RETENTION).equals(FOR_EVER)
              && found.setting("retention.bytes").equals(FOR_EVER);
      return cleanup.contains(COMPACT) || keepsAll
          ? Optional.empty()
          : Optional.of(
              "has %s=%s and %s=%s, so a state that does not change is lost: %s, or, if a stage reads the topic, set %s and retention.bytes to -1"
                  .formatted(
                      CLEANUP,
                      cleanup,
                      RETENTION,
                      found.setting(RETENTION),
                      remedy(name, CLEANUP, COMPACT),
                      RETENTION));
    }
  },

  /** Several commands to one device have one key. */
  COMMANDS(Map.of(TopicUse.CLEANUP, TopicUse.DELETE)) {
    @Override
    Optional<String> problem(String name, FoundTopic found) {
      return compacted(name, found, "commands");
    }
  },

  /** Several results of one device have one key. */
  RESULTS(Map.of(TopicUse.CLEANUP, TopicUse.DELETE)) {
    @Override
    Optional<String> problem(String name, FoundTopic found) {
      return compacted(name, found, "results");
    }
  },

  /**
   * Claims have to outlive the ten minutes in which sessions may be taken, and what devices said
   * must not be there for long (ADR 18).
   */
  SESSIONS(
      Map.of(
          TopicUse.CLEANUP,
          TopicUse.DELETE,
          TopicUse.RETENTION,
          TopicUse.AN_HOUR,
          "segment.ms",
          "600000")) {
    @Override
    Optional<String> problem(String name, FoundTopic found) {
      return compacted(name, found, "sessions")
          .or(
              () ->
                  hasTime(found.setting(RETENTION))
                      ? Optional.empty()
                      : Optional.of(
                          "has %s=%s, and has to keep its records for more than ten minutes, and not for ever: %s"
                              .formatted(
                                  RETENTION,
                                  found.setting(RETENTION),
                                  remedy(name, RETENTION, AN_HOUR))));
    }
  };

  private static final String CLEANUP = "cleanup.policy";
  private static final String COMPACT = "compact";
  private static final String DELETE = "delete";
  private static final String RETENTION = "retention.ms";
  private static final String FOR_EVER = "-1";
  private static final String AN_HOUR = "3600000";
  private static final long TEN_MINUTES = 600_000;

  private final Map<String, String> settings;

  TopicUse(Map<String, String> settings) {
    this.settings = settings;
  }

  /** The settings of a new topic; what is not named is the cluster's choice. */
  Map<String, String> settings() {
    return settings;
  }

  /** What is wrong with how a topic is kept, and what to do, behind its name. */
  abstract Optional<String> problem(String name, FoundTopic found);

  private static Optional<String> compacted(String name, FoundTopic found, String what) {
    String cleanup = found.setting(CLEANUP);
    return cleanup.contains(COMPACT)
        ? Optional.of(
            "has %s=%s, which loses %s: %s"
                .formatted(CLEANUP, cleanup, what, remedy(name, CLEANUP, DELETE)))
        : Optional.empty();
  }

  private static boolean hasTime(String retention) {
    return retention.isEmpty()
        || !retention.equals(FOR_EVER) && Long.parseLong(retention) > TEN_MINUTES;
  }

  private static String remedy(String name, String setting, String value) {
    return "set it to %s (kafka-configs.sh --alter --topic %s --add-config %s=%s)"
        .formatted(value, name, setting, value);
  }
}
