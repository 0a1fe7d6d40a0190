package dev.millrace.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made, and what is said, of the topics that a gateway names beside its messages'. */
class GatewayTopicsTest {
  /** Each topic as it has to be, where it is there at all. */
  private static final Map<String, FoundTopic> FITTING =
      Map.of(
          "tariffs", found(1, "compact", "-1"),
          "commands", found(4, "delete", "604800000"),
          "results", found(2, "delete", "604800000"),
          "sessions", found(1, "delete", "3600000"));

  static CoapGatewaySpec spec(String more) {
    return Resources.gateway(Manifest.GATES + more).getSpec();
  }

  private static CoapGatewaySpec all() {
    return spec(
        """
          observe:
            resources:
            - {path: "/tariffs/{meter}", topic: tariffs, key: path.meter, partitions: 1}
          commands: {topic: commands, results: results, resultsPartitions: 2}
          handOver: {topic: sessions, key: {secretName: session-key}}
        """);
  }

  private static FoundTopic found(int partitions, String cleanup, String retention) {
    return new FoundTopic(
        partitions,
        Map.of("cleanup.policy", cleanup, "retention.ms", retention, "retention.bytes", "-1"));
  }

  private static GatewayTopics.Verdict judge(CoapGatewaySpec spec, Map<String, FoundTopic> found) {
    return GatewayTopics.of(spec).judge(found);
  }

  @Test
  void whatFitsIsLeftAlone() {
    assertThat(judge(all(), FITTING))
        .isEqualTo(new GatewayTopics.Verdict(List.of(), GatewayFacts.WELL));
    assertThat(GatewayTopics.of(spec("")).isEmpty()).isTrue();
  }

  @Test
  void whatHasANumberOfPartitionsIsMadeAndTheRestIsAskedFor() {
    GatewayTopics.Verdict verdict = judge(all(), Map.of());
    assertThat(verdict.toMake().stream().map(WantedTopic::name))
        .containsExactly("results", "sessions", "tariffs");
    assertThat(verdict.toMake().stream().map(WantedTopic::partitions)).containsExactly(2, 1, 1);
    assertThat(verdict.facts())
        .isEqualTo(
            new GatewayFacts(
                Reason.TopicMissing,
                "No topic 'commands': declare it in a StreamPipeline, say the number of its"
                    + " partitions beside spec.commands.topic, or create it with"
                    + " cleanup.policy=delete."));
  }

  @Test
  void eachUseHasItsSettings() {
    assertThat(TopicUse.OBSERVED.settings()).isEqualTo(Map.of("cleanup.policy", "compact"));
    assertThat(TopicUse.COMMANDS.settings()).isEqualTo(Map.of("cleanup.policy", "delete"));
    assertThat(TopicUse.RESULTS.settings()).isEqualTo(Map.of("cleanup.policy", "delete"));
    assertThat(TopicUse.SESSIONS.settings())
        .isEqualTo(
            Map.of("cleanup.policy", "delete", "retention.ms", "3600000", "segment.ms", "600000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // What a state may be kept by: compaction, or that nothing is deleted.
        "tariffs | 1 | compact | 3600000 |",
        "tariffs | 1 | compact,delete | 3600000 |",
        "tariffs | 1 | delete | -1 |",
        "tariffs | 1 | delete | 3600000 | Topic 'tariffs' has cleanup.policy=delete and retention.ms=3600000",
        "tariffs | 3 | compact | -1 | Topic 'tariffs' has 3 partitions, not 1: correct the number beside spec.observe.resources[0].topic",
        // As many as there are, where the gateway does not say.
        "commands | 1 | delete | 3600000 |",
        "commands | 9 | delete | -1 |",
        "commands | 4 | compact | -1 | Topic 'commands' has cleanup.policy=compact, which loses commands: set it to delete",
        "results | 2 | compact,delete | 1 | Topic 'results' has cleanup.policy=compact,delete, which loses results",
        "results | 1 | delete | 1 | Topic 'results' has 1 partitions, not 2",
        // Claims outlive the ten minutes of what they claim, and nothing is there for long.
        "sessions | 1 | delete | 600001 |",
        "sessions | 1 | delete | 600000 | Topic 'sessions' has retention.ms=600000, and has to keep its records for more than ten minutes",
        "sessions | 1 | delete | -1 | Topic 'sessions' has retention.ms=-1, and has to keep its records for more than ten minutes, and not for ever: set it to 3600000",
        "sessions | 2 | delete | 3600000 | Topic 'sessions' has 2 partitions, not 1: name another topic in spec.handOver.topic",
        "sessions | 1 | compact | 3600000 | Topic 'sessions' has cleanup.policy=compact, which loses sessions"
      })
  void whatDoesNotFitIsNamedWithWhatToDo(
      String topic, int partitions, String cleanup, String retention, String said) {
    Map<String, FoundTopic> there = new TreeMap<>(FITTING);
    there.put(topic, found(partitions, cleanup, retention));
    GatewayTopics.Verdict verdict = judge(all(), there);
    assertThat(verdict.toMake()).isEmpty();
    if (said == null) {
      assertThat(verdict.facts()).isEqualTo(GatewayFacts.WELL);
    } else {
      assertThat(verdict.facts().reason()).isEqualTo(Reason.TopicDiffers);
      assertThat(verdict.facts().message()).startsWith(said).endsWith(".");
    }
  }

  @Test
  void nothingIsMadeWhileSomethingDoesNotFit() {
    GatewayTopics.Verdict verdict =
        judge(all(), Map.of("sessions", found(1, "compact", "3600000")));
    assertThat(verdict.toMake()).isEmpty();
    assertThat(verdict.facts().reason()).isEqualTo(Reason.TopicDiffers);
    assertThat(verdict.facts().message()).contains("; no topic 'commands'");
  }

  @Test
  void oneTopicForTwoThingsIsRefusedWhateverIsThere() {
    CoapGatewaySpec twice =
        spec(
            """
              observe:
                resources:
                - {path: "/a/{k}", topic: results, key: path.k, partitions: 1}
                - {path: "/b/{k}", topic: free, key: path.k, partitions: 1}
                - {path: "/c/{k}", topic: free, key: path.k, partitions: 2}
              commands: {topic: commands, results: results}
            """);
    assertThat(judge(twice, FITTING).facts())
        .isEqualTo(
            new GatewayFacts(
                Reason.SpecInvalid,
                "Topic 'free' is to have 1 partitions by spec.observe.resources[1].topic and 2 by"
                    + " spec.observe.resources[2].topic: say the same; topic 'results' is named by"
                    + " spec.observe.resources[0].topic and by spec.commands.results: name two"
                    + " topics."));
  }

  @Test
  void oneTopicMayBeObservedInSeveralPlaces() {
    CoapGatewaySpec twice =
        spec(
            """
              observe:
                resources:
                - {path: "/b/{k}", topic: free, key: path.k}
                - {path: "/c/{k}", topic: free, key: path.k, partitions: 2}
            """);
    assertThat(judge(twice, Map.of()).toMake().stream().map(WantedTopic::partitions))
        .containsExactly(2);
  }
}
