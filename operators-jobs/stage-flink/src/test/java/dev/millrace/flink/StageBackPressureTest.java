package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.flink.TestBench.Bench;
import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** More outputs than may wait for their acknowledgement. */
@ExtendWith(TestBench.class)
class StageBackPressureTest {
  private static final int RECORDS = 50_000;

  /** What a replica keeps at most, and the outputs of the record that exceeds it. */
  private static final int MOST_RETAINED = 20_000;

  @TempDir Path directory;

  // Would catch: memory without bound while outputs wait, an operator that waits for good because
  // it does not look after its mail, checkpoints that do not come through.
  @Test
  void inputWaitsForOutput(Bench bench) throws Exception {
    TestPipeline pipeline =
        new TestPipeline(
            "pressure",
            1,
            "Heap",
            "ExactlyOnce",
            "1h",
            "1s",
            "{\"map\": {\"level\": \"value.level\"}}");
    pipeline.createTopics(bench.logs());
    byte[] key = "one".getBytes(StandardCharsets.UTF_8);
    byte[] value = "{\"level\": 3}".getBytes(StandardCharsets.UTF_8);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(new ProducerRecord<>(pipeline.input(), 2, TestRecords.START + i, key, value));
    }
    bench.logs().append(records);
    try (FlinkStage stage = bench.start(pipeline, directory)) {
      StageMonitor monitor = stage.monitor();
      List<Long> unacknowledged = new ArrayList<>();
      await()
          .atMost(TestBench.PATIENCE)
          .until(
              () -> {
                long acknowledged = monitor.sum(ReplicaMeter::acknowledgedFrontier);
                unacknowledged.add(monitor.sum(ReplicaMeter::frontier) - acknowledged);
                return acknowledged == RECORDS;
              });
      // The later of the two figures may have moved on by as much again.
      assertThat(unacknowledged).allMatch(count -> count <= 2 * MOST_RETAINED);
      assertThat(unacknowledged).anyMatch(count -> count > 0);
      assertThat(monitor.restarts()).isZero();
      await().atMost(TestBench.PATIENCE).until(() -> monitor.checkpoints() > 0);
    }
    assertThat(new Verdict(bench.logs(), pipeline, true).check().repeats()).isZero();
  }
}
