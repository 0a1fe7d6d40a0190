package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.flink.TestBench.Bench;
import dev.millrace.kafka.StageMonitor;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Attempts that end anywhere: every output is in the topics once for a reader that drops repeats.
 */
@ExtendWith(TestBench.class)
class StageKillTest {
  private static final int KILLS = 6;

  @TempDir Path directory;

  // C3-08. Would catch: unacknowledged outputs missing from a checkpoint, an acknowledgement that
  // is not contiguous, cells or digests that a restored backend gives back changed, a source that
  // goes on behind the checkpoint, tails that are not read.
  @ParameterizedTest
  @CsvSource({
    "kill1, 1, Heap, Numbered",
    "kill2, 2, RocksDB, Numbered",
    "kill3, 2, Heap, ExactlyOnce"
  })
  void everyOutputIsThereOnce(
      String name, int parallelism, String backend, String delivery, Bench bench) throws Exception {
    TestPipeline pipeline = new TestPipeline(name, parallelism, backend, delivery, "1h");
    boolean exactlyOnce = delivery.equals("ExactlyOnce");
    pipeline.createTopics(bench.logs());
    TestRecords records = new TestRecords(pipeline.input(), name.hashCode());
    Random random = new Random(name.hashCode());
    try (FlinkStage stage = bench.start(pipeline, directory)) {
      StageMonitor monitor = stage.monitor();
      for (int kill = 0; kill < KILLS; kill++) {
        long checkpoints = monitor.checkpoints();
        bench.logs().append(records.next(300 + random.nextInt(700)));
        if (random.nextBoolean()) {
          await().atMost(TestBench.PATIENCE).until(() -> monitor.checkpoints() > checkpoints);
        }
        bench.logs().append(records.next(1 + random.nextInt(1_500)));
        await().atMost(TestBench.PATIENCE).until(stage::kill);
        long restarts = kill + 1L;
        await().atMost(TestBench.PATIENCE).until(() -> monitor.restarts() >= restarts);
      }
      bench.logs().append(records.closing());
      bench.awaitEnd(pipeline, stage);
      assertThat(monitor.restarts()).isEqualTo(KILLS);
      assertThat(monitor.lastError()).contains(name + ".count was killed");
    }
    Verdict verdict = new Verdict(bench.logs(), pipeline, exactlyOnce).check();
    if (exactlyOnce) {
      assertThat(verdict.repeats()).isZero();
    }
  }
}
