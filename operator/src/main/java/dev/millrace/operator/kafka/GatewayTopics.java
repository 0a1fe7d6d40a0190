package dev.millrace.operator.kafka;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayCommandsSpec;
import dev.millrace.api.ObservableSpec;
import dev.millrace.operator.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The topics that a gateway names beside those of its messages: what it reads for observers,
 * commands and their results, and DTLS sessions. Equal for equal topics.
 *
 * @param wanted by name
 * @param conflicts topics of which two things are wanted that do not go together, as sentences
 *     without their end
 */
public record GatewayTopics(SortedMap<String, WantedTopic> wanted, List<String> conflicts) {
  /**
   * What is to be done.
   *
   * @param toMake topics that are not there and may be made
   * @param facts what is to be said once they are made
   */
  record Verdict(List<WantedTopic> toMake, GatewayFacts facts) {}

  /** Those of a specification. */
  public static GatewayTopics of(CoapGatewaySpec spec) {
    SortedMap<String, WantedTopic> wanted = new TreeMap<>();
    List<String> conflicts = new ArrayList<>();
    named(spec)
        .forEach(
            topic -> {
              WantedTopic other = wanted.get(topic.name());
              if (other == null) {
                wanted.put(topic.name(), topic);
                return;
              }
              conflict(other, topic).ifPresent(conflicts::add);
              wanted.put(topic.name(), other.isMakeable() ? other : topic);
            });
    return new GatewayTopics(wanted, List.copyOf(conflicts));
  }

  private static Stream<WantedTopic> named(CoapGatewaySpec spec) {
    List<WantedTopic> named = new ArrayList<>();
    List<ObservableSpec> observed = spec.observe() == null ? List.of() : spec.observe().resources();
    for (int i = 0; i < observed.size(); i++) {
      ObservableSpec one = observed.get(i);
      named.add(
          new WantedTopic(
              one.topic(),
              TopicUse.OBSERVED,
              one.partitions(),
              "spec.observe.resources[%d].topic".formatted(i)));
    }
    GatewayCommandsSpec commands = spec.commands();
    if (commands != null) {
      named.add(
          new WantedTopic(
              commands.topic(), TopicUse.COMMANDS, commands.partitions(), "spec.commands.topic"));
      named.add(
          new WantedTopic(
              commands.results(),
              TopicUse.RESULTS,
              commands.resultsPartitions(),
              "spec.commands.results"));
    }
    if (spec.handOver() != null) {
      named.add(
          new WantedTopic(spec.handOver().topic(), TopicUse.SESSIONS, 1, "spec.handOver.topic"));
    }
    return named.stream();
  }

  private static Optional<String> conflict(WantedTopic one, WantedTopic other) {
    if (one.use() != other.use()) {
      return Optional.of(
          "topic '%s' is named by %s and by %s: name two topics"
              .formatted(one.name(), one.field(), other.field()));
    }
    return one.isMakeable() && other.isMakeable() && !one.partitions().equals(other.partitions())
        ? Optional.of(
            "topic '%s' is to have %d partitions by %s and %d by %s: say the same"
                .formatted(
                    one.name(), one.partitions(), one.field(), other.partitions(), other.field()))
        : Optional.empty();
  }

  /** Whether there are none, so that Kafka need not be asked. */
  public boolean isEmpty() {
    return wanted.isEmpty();
  }

  /** Their names, in order. */
  Set<String> names() {
    return wanted.keySet();
  }

  /**
   * What is to be made and said. While something does not fit nothing is made, as for pipelines.
   *
   * @param found those of the topics that are there
   */
  Verdict judge(Map<String, FoundTopic> found) {
    if (!conflicts.isEmpty()) {
      return new Verdict(List.of(), facts(Reason.SpecInvalid, conflicts));
    }
    List<String> problems = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    List<WantedTopic> toMake = new ArrayList<>();
    for (WantedTopic topic : wanted.values()) {
      FoundTopic there = found.get(topic.name());
      if (there != null) {
        problems.addAll(topic.problems(there));
      } else if (topic.isMakeable()) {
        toMake.add(topic);
      } else {
        absent.add(topic.absence());
      }
    }
    if (!problems.isEmpty()) {
      problems.addAll(absent);
      return new Verdict(List.of(), facts(Reason.TopicDiffers, problems));
    }
    return new Verdict(
        List.copyOf(toMake),
        absent.isEmpty() ? GatewayFacts.WELL : facts(Reason.TopicMissing, absent));
  }

  /** Sentences, as a condition has them. */
  private static GatewayFacts facts(Reason reason, List<String> said) {
    String text = String.join("; ", said);
    return new GatewayFacts(
        reason, Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".");
  }
}
