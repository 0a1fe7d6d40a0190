package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.flink.TestBench.Bench;
import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stage on Flink from log to log. */
@ExtendWith(TestBench.class)
class FlinkStageTest {
  @TempDir Path directory;

  // Would catch: another order of records or timers than the log's, state of another partition,
  // headers lost in the exchange, dead letters or late records missing.
  @ParameterizedTest
  @CsvSource({
    "plain1, 1, Heap, Numbered",
    "plain2, 2, Heap, Numbered",
    "plain3, 2, RocksDB, Numbered"
  })
  void computesWhatOneThreadComputes(
      String name, int parallelism, String backend, String delivery, Bench bench) throws Exception {
    TestPipeline pipeline = new TestPipeline(name, parallelism, backend, delivery, "1h");
    pipeline.createTopics(bench.logs());
    TestRecords records = new TestRecords(pipeline.input(), 1);
    bench.logs().append(records.next(5_000));
    bench.logs().append(records.closing());
    try (FlinkStage stage = bench.start(pipeline, directory)) {
      bench.awaitEnd(pipeline, stage);
      assertThat(new Verdict(bench.logs(), pipeline, false).check().repeats()).isZero();
      StageMonitor monitor = stage.monitor();
      assertThat(monitor.sum(ReplicaMeter::deadLetters)).isEqualTo(records.poisoned());
      assertThat(monitor.sum(ReplicaMeter::late)).isPositive();
      assertThat(monitor.restarts()).isZero();
      await().atMost(TestBench.PATIENCE).until(() -> monitor.checkpoints() > 1);
      assertThat(monitor.checkpointBytes()).isPositive();
      await().atMost(TestBench.PATIENCE).until(() -> monitor.sum(ReplicaMeter::lag) == 0);
      // The closing record's window per partition is open, everything else has fired.
      assertThat(monitor.sum(ReplicaMeter::cells)).isEqualTo(TestPipeline.PARTITIONS);
    }
  }
}
