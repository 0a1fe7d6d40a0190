package dev.millrace.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look for a gateway at a real broker. */
class GatewayInspectionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final GatewayInspection INSPECTION = new GatewayInspection(TIMEOUT);

  @TempDir static Path directory;
  private static EmbeddedKafka broker;
  private static KafkaConnection kafka;

  @BeforeAll
  static void open() throws Exception {
    broker = EmbeddedKafka.start(directory, 0);
    kafka = KafkaConnection.plain(broker.bootstrapServers());
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  private static GatewayFacts look(CoapGatewaySpec spec) throws InterruptedException {
    return INSPECTION.look(kafka, "gates", spec);
  }

  private static FoundTopic topic(String name) throws Exception {
    try (TopicAdmin admin = TopicAdmin.open(kafka, TIMEOUT)) {
      return admin.topics(List.of(name)).get(name);
    }
  }

  private static void create(String name, int partitions, Map<String, String> settings)
      throws Exception {
    try (TopicAdmin admin = TopicAdmin.open(kafka, TIMEOUT)) {
      admin.create(name, partitions, settings);
    }
  }

  @Test
  void whatIsAbsentIsMadeAsItHasToBeAndFitsFromThenOn() throws Exception {
    CoapGatewaySpec spec =
        GatewayTopicsTest.spec(
            """
              observe:
                resources: [{path: "/t/{k}", topic: made-states, key: path.k, partitions: 3}]
              commands: {topic: made-commands, results: made-results, partitions: 2, resultsPartitions: 1}
              handOver: {topic: made-sessions, key: {secretName: session-key}}
            """);
    assertThat(look(spec)).isEqualTo(GatewayFacts.WELL);
    assertThat(topic("made-states").partitions()).isEqualTo(3);
    assertThat(topic("made-states").setting("cleanup.policy")).isEqualTo("compact");
    assertThat(topic("made-commands").partitions()).isEqualTo(2);
    assertThat(topic("made-results").setting("cleanup.policy")).isEqualTo("delete");
    assertThat(topic("made-sessions").partitions()).isEqualTo(1);
    assertThat(topic("made-sessions").setting("retention.ms")).isEqualTo("3600000");
    assertThat(topic("made-sessions").setting("segment.ms")).isEqualTo("600000");
    assertThat(look(spec)).isEqualTo(GatewayFacts.WELL);
  }

  @Test
  void whatIsThereIsNeverChangedOnlyNamed() throws Exception {
    create("kept-sessions", 2, Map.of("retention.ms", "1000"));
    CoapGatewaySpec spec =
        GatewayTopicsTest.spec("  handOver: {topic: kept-sessions, key: {secretName: k}}\n");
    GatewayFacts facts = look(spec);
    assertThat(facts.reason()).isEqualTo(Reason.TopicDiffers);
    assertThat(facts.message())
        .contains("topic 'kept-sessions' has retention.ms=1000")
        .contains("has 2 partitions, not 1");
    assertThat(topic("kept-sessions").partitions()).isEqualTo(2);
    assertThat(topic("kept-sessions").setting("retention.ms")).isEqualTo("1000");
  }

  @Test
  void whatIsNotTheGatewaysIsNotMade() throws Exception {
    CoapGatewaySpec spec =
        GatewayTopicsTest.spec(
            """
              observe:
                resources: [{path: "/t/{k}", topic: others, key: path.k}]
            """);
    assertThat(look(spec).reason()).isEqualTo(Reason.TopicMissing);
    assertThat(topic("others")).isNull();
    // As a pipeline makes it, at a broker that keeps what it is sent for a week.
    create("others", 4, Map.of("retention.ms", "604800000"));
    assertThat(look(spec).reason()).isEqualTo(Reason.TopicDiffers);
  }

  @Test
  void aBrokerThatIsAwayIsSaid() throws Exception {
    GatewayFacts facts =
        new GatewayInspection(Duration.ofMillis(200))
            .look(
                KafkaConnection.plain("127.0.0.1:9"),
                "gates",
                GatewayTopicsTest.spec("  handOver: {topic: s, key: {secretName: k}}\n"));
    assertThat(facts.reason()).isEqualTo(Reason.KafkaUnreachable);
    assertThat(facts.isSettled()).isFalse();
  }
}
