package dev.millrace.local.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.local.check.ExchangeVerdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issue 6, the last line of Done when: gateways killed with SIGKILL and cut off from the broker in
 * the middle of a run.
 */
class RunFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path manifests;
  @TempDir Path data;

  private static RunFaults.Outage outage(int from, int until) {
    return new RunFaults.Outage(Duration.ofSeconds(from), Duration.ofSeconds(until));
  }

  @Test // Would catch: a message that was acknowledged and is lost, or is there twice
  void everyMessageThatWasAcknowledgedIsThereOnce() throws Exception {
    String text =
        ManifestText.of(ManifestText.freePort(), 100)
            .replace(
                "limits: {brokerTimeout: 5s, retryAfter: 1s}",
                "limits: {brokerTimeout: 2s, retryAfter: 1s}\n  spool: {maxBytes: 67108864}");
    assertThat(text).contains("spool");
    RunFaults faults =
        new RunFaults(
            List.of(Duration.ofSeconds(4), Duration.ofSeconds(14), Duration.ofSeconds(22)),
            List.of(outage(8, 20)));
    RunOptions options = new RunOptions(manifests, null, 0, data, true, faults);
    try (LocalRun run =
        LocalRun.start(
            ManifestText.graph(manifests, text), options, Clock.systemUTC(), new StopSignal())) {
      await().atMost(PATIENCE).until(run::faultsAreOver);
      long before = acknowledged(run);
      await().atMost(PATIENCE).until(() -> acknowledged(run) > before + 200);

      RunResult result = new RunEnd(run, phase -> {}).finish(StopSignal.Reason.INTERRUPTED);

      ExchangeVerdict messages = result.checks().exchanges();
      assertThat(messages.defects().areNone()).as(messages.toString()).isTrue();
      assertThat(messages.acknowledged()).isGreaterThan(500);
      assertThat(spooled(run)).as("records that came from the disk").isGreaterThan(100);
      assertThat(result.failures()).isEmpty();
      assertThat(result.holds()).isTrue();
      System.out.printf(
          "%d acknowledged, %d not, %d of these found, %d from the disk%n",
          messages.acknowledged(),
          messages.unacknowledged(),
          messages.unacknowledgedFound(),
          spooled(run));
    }
  }

  // Would catch: a gateway that is gone, and a run that waits for its devices.
  @Test
  void aGatewayProcessThatEndsByItselfEndsTheRunWithTheReason() throws Exception {
    RunFaults never = new RunFaults(List.of(Duration.ofHours(1)), List.of());
    RunOptions options = new RunOptions(manifests, null, 0, data, false, never);
    Set<ProcessHandle> others = children();
    try (LocalRun run =
        LocalRun.start(
            ManifestText.graph(manifests, ManifestText.of(ManifestText.freePort(), 10)),
            options,
            Clock.systemUTC(),
            new StopSignal())) {
      Set<ProcessHandle> gateways = children();
      gateways.removeAll(others);
      assertThat(gateways).singleElement().matches(ProcessHandle::destroyForcibly);

      assertThat(run.awaitEnd()).isEqualTo(StopSignal.Reason.FAILED);
      RunResult result = new RunEnd(run, phase -> {}).finish(StopSignal.Reason.FAILED);
      assertThat(result.holds()).isFalse();
      assertThat(result.failures())
          .singleElement()
          .asString()
          .startsWith("gateway rooms has failed: gateway-rooms has ended with ");
    }
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().children().collect(Collectors.toCollection(HashSet::new));
  }

  private static long acknowledged(LocalRun run) {
    return run.fleets().stream().mapToLong(fleet -> fleet.stats().acknowledged()).sum();
  }

  private static int spooled(LocalRun run) {
    int spooled = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        KafkaConnection.plain(run.bootstrapServers()).consumer("spooled", true)) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition("readings", 0), new TopicPartition("readings", 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          spooled += record.headers().lastHeader("spool-id") == null ? 0 : 1;
        }
      }
    }
    return spooled;
  }
}
