package dev.millrace.pod.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.pod.ExitCode;
import dev.millrace.pod.testing.PodUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica in three processes, JobManager and two TaskManagers, against a real broker that wants a
 * password from each of them.
 */
class StageClusterTest {
  private static final int RECORDS = 1_000;
  private static final String[] SMALL = {"-Xmx160m", "-XX:TieredStopAtLevel=1"};

  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "security.protocol",
          "SASL_PLAINTEXT",
          "sasl.mechanism",
          "PLAIN",
          "sasl.jaas.config",
          "org.apache.kafka.common.security.plain.PlainLoginModule required"
              + " username=\"stage\" password=\"top secret\";");

  @TempDir static Path brokerDirectory;
  private static EmbeddedKafka broker;
  private static KafkaConnection kafka;

  @TempDir Path root;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedKafka.startWithPassword(brokerDirectory, 0, "stage", "top secret");
    kafka = new KafkaConnection(broker.bootstrapServers(), CREDENTIALS);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  // Would catch: tasks that need what only the JVM of the JobManager has, a member that is not
  // heard of, a checkpoint that another process cannot read, slots that nobody gives free, outputs
  // repeated beyond their identities or lost when a process is gone.
  @Test
  void everyOutputIsThereOnceWhicheverProcessIsKilled() throws Exception {
    int port = freePort();
    StageDirectory stage = jobManager("cluster", port);
    StageTopics topics = new StageTopics(kafka, stage).create();
    taskManager("one", port);
    taskManager("two", port);
    topics.append(RECORDS);
    PodUnderTest jobManager = start("jm");
    PodUnderTest one = start("one");
    try (PodUnderTest two = start("two")) {
      try {
        jobManager.awaitReady();
        awaitAcknowledged(jobManager, RECORDS);
        assertThat(partitions(one)).hasSize(2);
        assertThat(partitions(two)).hasSize(2);
        assertThat(union(one, two)).containsExactly(0, 1, 2, 3);

        topics.append(RECORDS);
        one.close();
        topics.append(RECORDS);
        await()
            .atMost(PodUnderTest.PATIENCE)
            .until(() -> jobManager.get("/healthz/ready").statusCode() == 503);
        one = start("one");
        jobManager.awaitReady();
        awaitAcknowledged(jobManager, 3 * RECORDS);
        assertThat(jobManager.status().path("restarts").asLong()).isPositive();

        topics.append(RECORDS);
        jobManager.close();
        topics.append(RECORDS);
        try (PodUnderTest again = start("jm")) {
          again.awaitReady();
          awaitAcknowledged(again, 5 * RECORDS);
          assertThat(again.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
        }
        assertThat(one.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
        assertThat(two.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
      } finally {
        jobManager.close();
        one.close();
      }
    }
    for (int key = 0; key < StageTopics.KEYS; key++) {
      assertThat(topics.totals("key-" + key, true))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 5 * RECORDS / StageTopics.KEYS)
                  .mapToObj(n -> (long) n)
                  .toList());
    }
  }

  // Would catch: a TaskManager that asks a JobManager which is gone for ever, or gives up.
  @Test
  void whoIsNotTakenInLooksForTheJobManagerAnew() throws Exception {
    int port = freePort();
    StageTopics topics = new StageTopics(kafka, jobManager("late", port)).create();
    taskManager("one", port);
    taskManager("two", port);
    topics.append(RECORDS);
    try (PodUnderTest one = start("one");
        PodUnderTest two = start("two")) {
      for (PodUnderTest each : List.of(one, two)) {
        await()
            .atMost(PodUnderTest.PATIENCE)
            .until(() -> each.log().contains("it is looked for anew"));
      }
      try (PodUnderTest jobManager = start("jm")) {
        jobManager.awaitReady();
        awaitAcknowledged(jobManager, RECORDS);
      }
    }
  }

  private static void awaitAcknowledged(PodUnderTest jobManager, long records) {
    JsonNode status =
        jobManager.awaitStatus(now -> StageTopics.sum(now, "acknowledged") == records);
    assertThat(status.path("partitions")).hasSize(StageDirectory.PARTITIONS);
    assertThat(status.path("partitions"))
        .allSatisfy(partition -> assertThat(partition.path("owner").asBoolean()).isTrue());
  }

  private static List<Integer> partitions(PodUnderTest taskManager) throws Exception {
    JsonNode partitions = taskManager.status().path("partitions");
    return IntStream.range(0, partitions.size())
        .mapToObj(at -> partitions.get(at).asInt())
        .toList();
  }

  private static TreeSet<Integer> union(PodUnderTest one, PodUnderTest two) throws Exception {
    TreeSet<Integer> all = new TreeSet<>(partitions(one));
    all.addAll(partitions(two));
    return all;
  }

  private StageDirectory jobManager(String name, int port) throws Exception {
    Path secret = Files.createDirectories(root.resolve("jm").resolve("kafka"));
    for (Map.Entry<String, String> entry : CREDENTIALS.entrySet()) {
      Files.writeString(secret.resolve(entry.getKey()), entry.getValue() + "\n");
    }
    return new StageDirectory(root.resolve("jm"), name)
        .write(broker.bootstrapServers(), Engine.Flink)
        .change("replica.json", "\"parallelism\": 2", "\"parallelism\": 4")
        .change("replica.json", "\"partitions\"", address(port) + ", \"partitions\"");
  }

  private void taskManager(String name, int port) throws IOException {
    new StageDirectory(root.resolve(name), name)
        .write(
            "taskmanager.json",
            "{%s, \"slots\": 2, \"parallelism\": 4, \"rpcPort\": 0, \"dataPort\": 0}"
                .formatted(address(port)));
  }

  private static String address(int port) {
    return "\"jobManager\": {\"host\": \"127.0.0.1\", \"port\": %d}".formatted(port);
  }

  private PodUnderTest start(String name) throws IOException {
    return PodUnderTest.start(StageMain.class, root.resolve(name), SMALL);
  }

  /** One whose next one is free as well, a moment ago. */
  private static int freePort() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    while (true) {
      try (ServerSocket first = new ServerSocket(0, 1, loopback);
          ServerSocket next = new ServerSocket(first.getLocalPort() + 1, 1, loopback)) {
        if (next.isBound()) {
          return first.getLocalPort();
        }
      } catch (java.net.BindException e) {
        continue;
      }
    }
  }
}
