package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.flink.TestBench.Bench;
import dev.millrace.kafka.ReplicaMeter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Partitions without records. */
@ExtendWith(TestBench.class)
class StageTickTest {
  @TempDir Path directory;

  // Would catch: partitions that only begin with their first record, windows that stay open without
  // traffic, ticks that go on after they were stopped.
  @Test
  void idlePartitionsTickAndTheirWindowsClose(Bench bench) throws Exception {
    TestPipeline pipeline = new TestPipeline("idle", 2, "Heap", "Numbered", "100ms");
    pipeline.createTopics(bench.logs());
    byte[] key = "one".getBytes(StandardCharsets.UTF_8);
    byte[] value = "{\"level\": 3}".getBytes(StandardCharsets.UTF_8);
    long longAgo = Clock.systemUTC().millis() - 60_000;
    bench.logs().append(List.of(new ProducerRecord<>(pipeline.input(), 1, longAgo, key, value)));
    try (FlinkStage stage = bench.start(pipeline, directory)) {
      await()
          .atMost(TestBench.PATIENCE)
          .until(
              () ->
                  stage.monitor().sum(ReplicaMeter::outputs) == 1
                      && stage.monitor().partitions().stream().allMatch(m -> m.ticks() > 1));
      stage.stopTicks();
      bench.awaitEnd(pipeline, stage);
    }
    new Verdict(bench.logs(), pipeline, false).check();
    assertThat(bench.logs().ends(pipeline.input()))
        .satisfies(ends -> assertThat(Arrays.stream(ends).min().orElseThrow()).isGreaterThan(1));
  }
}
