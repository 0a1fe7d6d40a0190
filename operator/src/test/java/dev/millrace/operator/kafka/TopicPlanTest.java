package dev.millrace.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics and credentials. */
class TopicPlanTest {
  private static final TopicPlan PLAN =
      TopicPlan.of("parking", Resources.pipeline(Manifest.PARKING).getSpec());

  @Test
  void declaredTopicsAndThoseOfDeadLettersAreNeeded() {
    assertThat(PLAN.partitions())
        .containsEntry("crossings", 4)
        .containsEntry("parking.count-north.dead-letters", 4)
        .hasSize(5);
  }

  @Test
  void whatIsThereIsNeverChangedOnlyNamed() {
    assertThat(PLAN.missing(Map.of("crossings", 4))).doesNotContain("crossings").hasSize(4);
    assertThat(PLAN.difference(Map.of("crossings", 4))).isEmpty();
    assertThat(PLAN.difference(Map.of("crossings", 6, "counts", 1)))
        .contains(
            "topic 'counts' has 1 partitions, not 4; topic 'crossings' has 6 partitions, not 4.");
  }

  @Test
  void entriesOfASecretAreSetAndStoresAreFiles(@TempDir Path directory) throws Exception {
    var connection =
        new KafkaCredentials(directory)
            .connection(
                "kafka:9092",
                "n-s",
                Map.of(
                    "security.protocol", bytes("SSL\n"),
                    "ssl.truststore.location", bytes("/etc/millrace-kafka/ca.p12"),
                    "ca.p12", bytes("store"),
                    "readme", bytes("not a property")));
    Path store = directory.resolve("n-s/ca.p12");
    assertThat(Files.readString(store)).isEqualTo("store");
    assertThat(connection.security())
        .containsOnly(
            Map.entry("security.protocol", "SSL"),
            Map.entry("ssl.truststore.location", store.toString()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
