package dev.millrace.pod.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.pod.ExitCode;
import dev.millrace.pod.testing.PodUnderTest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process against a real broker, on both engines. */
class StageMainTest {
  private static final int RECORDS = 1_000;
  private static final int KEYS = StageTopics.KEYS;
  private static final String[] SMALL = {"-Xmx256m", "-XX:TieredStopAtLevel=1"};

  @TempDir static Path brokerDirectory;
  private static EmbeddedKafka broker;
  private static KafkaConnection kafka;

  @TempDir Path root;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedKafka.start(brokerDirectory, 0);
    kafka = KafkaConnection.plain(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private StageDirectory stage(Engine engine) throws Exception {
    String name = "pod-" + engine.name().toLowerCase(Locale.ROOT);
    StageDirectory stage = new StageDirectory(root, name).write(broker.bootstrapServers(), engine);
    new StageTopics(kafka, stage).create();
    return stage;
  }

  // Would catch: a readiness that comes before the control log has been joined or never, figures
  // of another partition, an end without a last checkpoint, a state directory that is not found
  // again, outputs repeated or lost between two processes.
  @ParameterizedTest
  @EnumSource(Engine.class)
  void runsAReplicaAndGoesOnWhereItEnded(Engine engine) throws Exception {
    StageDirectory stage = stage(engine);
    StageTopics topics = new StageTopics(kafka, stage);
    topics.append(RECORDS);
    try (PodUnderTest pod = PodUnderTest.start(StageMain.class, root, SMALL).awaitReady()) {
      JsonNode status = pod.awaitStatus(now -> StageTopics.sum(now, "acknowledged") == RECORDS);
      assertThat(status.path("engine").asText()).isEqualTo(engine.name());
      assertThat(status.path("restarts").asLong()).isZero();
      assertThat(status.path("lastError").isNull()).isTrue();
      assertThat(status.path("partitions")).hasSize(StageDirectory.PARTITIONS);
      assertThat(status.path("partitions"))
          .allSatisfy(one -> assertThat(one.path("owner").asBoolean()).isTrue());
      assertThat(StageTopics.sum(status, "records")).isEqualTo(RECORDS);
      assertThat(StageTopics.sum(status, "outputs")).isEqualTo(RECORDS);
      assertThat(StageTopics.sum(status, "cells")).isEqualTo(KEYS);
      assertThat(pod.get("/metrics").body())
          .contains(
              "millrace_stage_records_total{replica=\"edge-north\",stage=\""
                  + stage.input().replace(".in", ".sum")
                  + "\"} 1000.0");
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
    }
    topics.append(KEYS);
    try (PodUnderTest pod = PodUnderTest.start(StageMain.class, root, SMALL).awaitReady()) {
      JsonNode status =
          pod.awaitStatus(now -> StageTopics.sum(now, "acknowledged") == RECORDS + KEYS);
      assertThat(StageTopics.sum(status, "records")).isEqualTo(KEYS);
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
    }
    assertThat(topics.totals("key-3", false))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, RECORDS / KEYS + 1).mapToObj(n -> (long) n).toList());
  }

  @Test
  void nothingOfFlinkIsLoadedForTheLightEngine() throws Exception {
    StageDirectory stage =
        new StageDirectory(root, "slim").write(broker.bootstrapServers(), Engine.Light);
    Path classes = root.resolve("classes.log");
    StageTopics topics = new StageTopics(kafka, stage).create();
    try (PodUnderTest pod =
        PodUnderTest.start(StageMain.class, root, "-Xmx64m", "-Xlog:class+load:file=" + classes)
            .awaitReady()) {
      topics.append(KEYS);
      JsonNode unused = pod.awaitStatus(now -> StageTopics.sum(now, "acknowledged") == KEYS);
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
    }
    assertThat(classes)
        .content()
        .contains("dev.millrace.light.LightStage")
        .doesNotContain("org.apache.flink", "dev.millrace.flink", "dev.cel.runtime.planner");
  }

  @Test
  void wrongConfigurationEndsItWithFileAndField() throws Exception {
    new StageDirectory(root, "wrong")
        .write(broker.bootstrapServers(), Engine.Light)
        .change("replica.json", "\"partitions\": 4", "\"partitions\": \"four\"");

    try (PodUnderTest pod = PodUnderTest.start(StageMain.class, root)) {
      assertThat(pod.exitCode()).isEqualTo(ExitCode.WRONG_CONFIGURATION);
      assertThat(pod.log()).contains("replica.json: field 'partitions'", "four");
    }
  }

  @Test
  void withoutABrokerItSaysWhyItIsNotReadyAndEnds() throws Exception {
    new StageDirectory(root, "lonely").write("127.0.0.1:1", Engine.Light);

    try (PodUnderTest pod = PodUnderTest.start(StageMain.class, root, SMALL)) {
      JsonNode unused = pod.awaitStarted().awaitStatus(now -> now.path("restarts").asLong() > 0);
      assertThat(pod.get("/healthz/ready").statusCode()).isEqualTo(503);
      assertThat(pod.get("/healthz/ready").body())
          .contains("has not joined the control log for partitions [0, 1, 2, 3]; last error: ");
      assertThat(pod.get("/healthz/live").statusCode()).isEqualTo(200);
      assertThat(pod.terminate().exitCode()).isIn(ExitCode.ENDED, ExitCode.TERMINATED);
    }
  }
}
