package dev.millrace.local.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.local.RefusedException;
import dev.millrace.local.check.CheckReport;
import dev.millrace.local.check.StageVerdict;
import dev.millrace.stream.pipeline.PipelineGraph;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Exit;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs: real datagrams, a real broker, both engines, and the checks at the end. */
class LocalRunTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path manifests;
  @TempDir Path data;

  @Test
  void whatTheDevicesSendComesOutOfBothEnginesOnceAndRight() throws Exception {
    try (LocalRun run = start(ManifestText.of(ManifestText.freePort(), 200), true)) {
      awaitOutputs(run, "house.total", 20);
      RunResult result = finish(run);
      assertThat(result.failures()).isEmpty();
      assertThat(result.drained()).isTrue();
      assertThat(result.holds()).isTrue();
      CheckReport checks = result.checks();
      assertThat(checks.exchanges().acknowledged()).isGreaterThan(200);
      assertThat(checks.exchanges().unacknowledged()).isZero();
      assertThat(verdict(checks, "house.sum").input()).isEqualTo(checks.exchanges().acknowledged());
      assertThat(verdict(checks, "house.sum").expected()).isGreaterThanOrEqualTo(20);
      assertThat(verdict(checks, "house.total").found())
          .isEqualTo(verdict(checks, "house.sum").found());
    }
    assertThat(data).as("a named data directory stays").isNotEmptyDirectory();
  }

  @Test
  void aBrokerThatIsAwayForTwentySecondsCostsNothing() throws Exception {
    try (LocalRun run = start(ManifestText.of(ManifestText.freePort(), 50), true)) {
      awaitOutputs(run, "house.total", 5);
      int port = run.kafka().port();
      run.kafka().close();
      long closedAt = System.nanoTime();
      await()
          .atMost(PATIENCE)
          .until(() -> System.nanoTime() - closedAt > Duration.ofSeconds(20).toNanos());
      long before = acknowledged(run);
      try (EmbeddedKafka again = EmbeddedKafka.start(data.resolve("kafka"), port)) {
        assertThat(again.port()).isEqualTo(port);
        await().atMost(PATIENCE).until(() -> acknowledged(run) > before + 100);
        RunResult result = finish(run);
        assertThat(result.failures()).isEmpty();
        assertThat(result.checks().exchanges().defects().areNone()).isTrue();
        assertThat(result.checks().stages()).allMatch(StageVerdict::holds);
        assertThat(result.holds()).isTrue();
      }
    }
  }

  @Test
  void payloadsThatAreNotWhatTheyShouldBeAreRefusedOrBecomeDeadLetters() throws Exception {
    int port = ManifestText.freePort();
    try (LocalRun run = start(ManifestText.of(port, 50), false)) {
      String uri = "coap://127.0.0.1:" + port + "/rooms/kitchen";
      assertThat(post(uri, "{\"v\":")).isEqualTo("4.00");
      assertThat(post(uri, "{\"v\":1}")).isEqualTo("2.04");
      assertThat(post(uri, "{}")).isEqualTo("2.04");
      assertThat(post(uri, "{\"v\":null}")).isEqualTo("2.04");
      assertThat(post(uri, "{\"v\":\"one\"}")).isEqualTo("2.04");
      assertThat(post(uri, "{\"v\":1e400}")).isEqualTo("2.04");
      assertThat(post(uri, "{\"v\":9223372036854775807}")).isEqualTo("2.04");
      assertThat(post(uri, "{\"v\":123456789012345678901234567890}")).isEqualTo("2.04");
      RunResult result = finish(run);
      assertThat(result.holds()).isTrue();
      assertThat(result.checks().exchanges().outside()).isEqualTo(7);
      assertThat(verdict(result.checks(), "house.sum").deadLetters()).isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void aCustomStepThatThrowsCostsItsRecordAndNothingElse() throws Exception {
    String steps =
        "[{custom: {className: %s, fields: {room: string, total: int}}}]"
            .formatted(ThrowingStep.class.getName());
    try (LocalRun run = start(ManifestText.of(ManifestText.freePort(), 200, steps), true)) {
      awaitOutputs(run, "house.total", 100);
      RunResult result = finish(run);
      assertThat(result.holds()).isTrue();
      StageVerdict custom = verdict(result.checks(), "house.sum");
      assertThat(custom.recomputed()).isFalse();
      assertThat(custom.found())
          .as("results and dead letters")
          .isEqualTo(result.checks().exchanges().acknowledged());
      StageStatus status = run.stages().get(0).status();
      assertThat(status.deadLetters()).isPositive();
      assertThat(status.restarts()).isZero();
    }
  }

  @Test
  void aBrokerThatGivesUpEndsTheRunAtOnceWithTheReason() throws Exception {
    try (LocalRun run = start(ManifestText.of(ManifestText.freePort(), 50), true)) {
      awaitOutputs(run, "house.sum", 5);
      // What a broker does that can no longer write its logs.
      Exit.halt(1, "no space left");
      assertThat(run.awaitEnd()).isEqualTo(StopSignal.Reason.FAILED);
      RunResult result = new RunEnd(run, phase -> {}).finish(StopSignal.Reason.FAILED);
      assertThat(result.holds()).isFalse();
      assertThat(result.checks()).isNull();
      assertThat(result.failures()).containsExactly("the broker has given up: no space left");
    }
  }

  @Test
  void aUdpPortInUseIsRefusedAndNothingStaysBehind() throws Exception {
    int port;
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = other.getLocalPort();
      String text = ManifestText.of(port, 10);
      assertThatThrownBy(() -> start(text, true))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("gateway rooms")
          .hasMessageContaining(Integer.toString(port));
    }
    // The same broker port and directory can be had again at once.
    EmbeddedKafka.start(data.resolve("kafka"), 0).close();
  }

  @Test
  void aTopicWithAnotherNumberOfPartitionsIsRefused() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new Topics(admin, PATIENCE).ensure(Map.of("sums", 7));
    }
    String text = ManifestText.of(ManifestText.freePort(), 10);
    assertThatThrownBy(() -> start(text, true))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("topic 'sums' has 7 partitions, the manifests want 2");
  }

  @Test
  void anUnwritableDataDirectoryIsRefused() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "x");
    PipelineGraph graph =
        ManifestText.graph(manifests, ManifestText.of(ManifestText.freePort(), 10));
    RunOptions options = new RunOptions(manifests, null, 0, file, true, RunFaults.NONE);
    assertThatThrownBy(() -> LocalRun.start(graph, options, Clock.systemUTC(), new StopSignal()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(file + ": not a directory");
  }

  private LocalRun start(String text, boolean fleets)
      throws RefusedException, InterruptedException, IOException {
    RunOptions options = new RunOptions(manifests, null, 0, data, fleets, RunFaults.NONE);
    return LocalRun.start(
        ManifestText.graph(manifests, text), options, Clock.systemUTC(), new StopSignal());
  }

  private static RunResult finish(LocalRun run) throws InterruptedException {
    return new RunEnd(run, phase -> {}).finish(StopSignal.Reason.INTERRUPTED);
  }

  private static void awaitOutputs(LocalRun run, String stage, long outputs) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                run.stages().stream()
                    .filter(one -> one.name().equals(stage))
                    .anyMatch(one -> one.status().outputs() >= outputs));
  }

  private static long acknowledged(LocalRun run) {
    return run.fleets().stream().mapToLong(fleet -> fleet.stats().acknowledged()).sum();
  }

  private static StageVerdict verdict(CheckReport checks, String stage) {
    return checks.stages().stream().filter(one -> one.stage().equals(stage)).findFirst().get();
  }

  private static String post(String uri, String json) throws Exception {
    CoapClient client = new CoapClient(uri);
    try {
      CoapResponse response = client.post(json, MediaTypeRegistry.APPLICATION_JSON);
      return response == null ? "no answer" : response.getCode().text;
    } finally {
      client.shutdown();
    }
  }
}
