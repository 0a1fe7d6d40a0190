package dev.millrace.pod.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.pod.ExitCode;
import dev.millrace.pod.testing.PodUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process against a real broker, on both engines. */
class StageMainTest {
  private static final int RECORDS = 1_000;
  private static final int KEYS = 10;
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
    try (Admin admin = kafka.admin("test")) {
      new Topics(admin, Duration.ofSeconds(30))
          .ensure(
              Map.of(
                  stage.input(),
                  StageDirectory.PARTITIONS,
                  stage.output(),
                  StageDirectory.OUTPUT_PARTITIONS,
                  name + ".sum.dead-letters",
                  1));
    }
    return stage;
  }

  // Would catch: a readiness that comes before the control log has been joined or never, figures
  // of another partition, an end without a last checkpoint, a state directory that is not found
  // again, outputs repeated or lost between two processes.
  @ParameterizedTest
  @EnumSource(Engine.class)
  void runsAReplicaAndGoesOnWhereItEnded(Engine engine) throws Exception {
    StageDirectory stage = stage(engine);
    append(stage, RECORDS);
    try (PodUnderTest pod = PodUnderTest.start(StageMain.class, root, SMALL).awaitReady()) {
      JsonNode status = pod.awaitStatus(now -> sum(now, "acknowledged") == RECORDS);
      assertThat(status.path("engine").asText()).isEqualTo(engine.name());
      assertThat(status.path("restarts").asLong()).isZero();
      assertThat(status.path("lastError").isNull()).isTrue();
      assertThat(status.path("partitions")).hasSize(StageDirectory.PARTITIONS);
      assertThat(status.path("partitions"))
          .allSatisfy(one -> assertThat(one.path("owner").asBoolean()).isTrue());
      assertThat(sum(status, "records")).isEqualTo(RECORDS);
      assertThat(sum(status, "outputs")).isEqualTo(RECORDS);
      assertThat(sum(status, "cells")).isEqualTo(KEYS);
      assertThat(pod.get("/metrics").body())
          .contains(
              "millrace_stage_records_total{replica=\"edge-north\",stage=\""
                  + stage.input().replace(".in", ".sum")
                  + "\"} 1000.0");
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
    }
    append(stage, KEYS);
    try (PodUnderTest pod = PodUnderTest.start(StageMain.class, root, SMALL).awaitReady()) {
      JsonNode status = pod.awaitStatus(now -> sum(now, "acknowledged") == RECORDS + KEYS);
      assertThat(sum(status, "records")).isEqualTo(KEYS);
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
    }
    List<Long> totals = totals(stage, "key-3");
    assertThat(totals)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, RECORDS / KEYS + 1).mapToObj(n -> (long) n).toList());
  }

  @Test
  void nothingOfFlinkIsLoadedForTheLightEngine() throws Exception {
    StageDirectory stage =
        new StageDirectory(root, "slim").write(broker.bootstrapServers(), Engine.Light);
    Path classes = root.resolve("classes.log");
    try (Admin admin = kafka.admin("test")) {
      new Topics(admin, Duration.ofSeconds(30))
          .ensure(
              Map.of(
                  stage.input(), StageDirectory.PARTITIONS,
                  stage.output(), StageDirectory.OUTPUT_PARTITIONS));
    }
    try (PodUnderTest pod =
        PodUnderTest.start(StageMain.class, root, "-Xmx64m", "-Xlog:class+load:file=" + classes)
            .awaitReady()) {
      append(stage, KEYS);
      JsonNode unused = pod.awaitStatus(now -> sum(now, "acknowledged") == KEYS);
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

  private static long sum(JsonNode status, String figure) {
    long sum = 0;
    for (JsonNode partition : status.path("partitions")) {
      sum += partition.path(figure).asLong();
    }
    return sum;
  }

  private static void append(StageDirectory stage, int count) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer("test-input")) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String key = "key-" + i % KEYS;
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    stage.input(), key.getBytes(UTF_8), "{\"level\": 1}".getBytes(UTF_8))));
      }
      for (Future<?> one : sent) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** The totals of a key in the order of the log; a key's outputs are in one partition. */
  private static List<Long> totals(StageDirectory stage, String key) throws Exception {
    Map<Integer, List<Long>> totals = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("test-output", false)) {
      List<TopicPartition> all =
          IntStream.range(0, StageDirectory.OUTPUT_PARTITIONS)
              .mapToObj(partition -> new TopicPartition(stage.output(), partition))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (all.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (new String(record.key(), UTF_8).equals(key)) {
            totals
                .computeIfAbsent(record.partition(), at -> new ArrayList<>())
                .add(new JsonMapper().readTree(record.value()).path("total").asLong());
          }
        }
      }
    }
    assertThat(totals).hasSize(1);
    return totals.values().iterator().next();
  }
}
