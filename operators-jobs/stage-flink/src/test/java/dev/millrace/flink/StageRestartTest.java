package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.flink.TestBench.Bench;
import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stage that is started anew over its directory. */
@ExtendWith(TestBench.class)
class StageRestartTest {
  @TempDir Path directory;

  // Would catch: a start from the beginning, from an older checkpoint than the last, or a graceful
  // stop that leaves outputs behind (they would come again).
  @ParameterizedTest
  @CsvSource({"again1, Heap, 1, 2", "again2, RocksDB, 2, 1"})
  void goesOnWhereItStopped(
      String name, String backend, int parallelismBefore, int parallelismAfter, Bench bench)
      throws Exception {
    TestPipeline before = new TestPipeline(name, parallelismBefore, backend, "Numbered", "1h");
    TestPipeline after = new TestPipeline(name, parallelismAfter, backend, "Numbered", "1h");
    before.createTopics(bench.logs());
    TestRecords records = new TestRecords(before.input(), 7);
    bench.logs().append(records.next(2_000));
    try (FlinkStage stage = bench.start(before, directory)) {
      bench.awaitEnd(before, stage);
    }
    List<Path> left = jobs();
    bench.logs().append(records.next(1_000));
    bench.logs().append(records.closing());
    try (FlinkStage stage = bench.start(after, directory)) {
      bench.awaitEnd(after, stage);
      long taken = stage.monitor().sum(ReplicaMeter::records);
      assertThat(taken).isEqualTo(1_000 + TestPipeline.PARTITIONS);
      // Old checkpoints go as soon as the new job has two of its own.
      await().atMost(TestBench.PATIENCE).until(() -> left.stream().noneMatch(Files::exists));
    }
    assertThat(new Verdict(bench.logs(), after, false).check().repeats()).isZero();
  }

  // Would catch: a torn checkpoint that keeps the stage from starting although there is another.
  @Test
  void aCheckpointThatIsNotWholeIsPassedOver(Bench bench) throws Exception {
    TestPipeline pipeline = new TestPipeline("torn", 1, "Heap", "Numbered", "1h");
    pipeline.createTopics(bench.logs());
    TestRecords records = new TestRecords(pipeline.input(), 8);
    bench.logs().append(records.next(500));
    try (FlinkStage stage = bench.start(pipeline, directory)) {
      bench.awaitEnd(pipeline, stage);
      await().atMost(TestBench.PATIENCE).until(() -> stage.monitor().checkpoints() >= 3);
    }
    CheckpointDirectory checkpoints = CheckpointDirectory.open(directory);
    Path newest = checkpoints.newest().orElseThrow();
    truncate(newest.resolve(CheckpointFiles.METADATA));
    assertThat(checkpoints.newest().orElseThrow()).isNotEqualTo(newest);
    bench.logs().append(records.closing());
    try (FlinkStage stage = bench.start(pipeline, directory)) {
      bench.awaitEnd(pipeline, stage);
      assertThat(stage.monitor().sum(ReplicaMeter::records)).isLessThan(504);
    }
    new Verdict(bench.logs(), pipeline, false).check();
  }

  // Would catch: a job that Flink gives up, and nobody is told.
  @Test
  void aCheckpointOfAnotherPartitionCountIsAnError(Bench bench) throws Exception {
    TestPipeline pipeline = new TestPipeline("fewer", 1, "Heap", "Numbered", "1h");
    pipeline.createTopics(bench.logs());
    bench.logs().append(new TestRecords(pipeline.input(), 12).next(100));
    try (FlinkStage stage = bench.start(pipeline, directory)) {
      bench.awaitEnd(pipeline, stage);
    }
    StageMonitor monitor = new StageMonitor("fewer.count", Clock.systemUTC());
    try (FlinkStage stage =
        FlinkStage.start(pipeline.settings(bench.logs(), directory), 3, monitor, bench.flink())) {
      await().atMost(TestBench.PATIENCE).until(() -> stage.monitor().lastError() != null);
      assertThat(monitor.lastError()).contains("max parallelism");
    }
  }

  // Beginning anew over damaged checkpoints would repeat identities with other content.
  @Test
  void noCheckpointThatCanBeReadIsAnError() throws Exception {
    Path checkpoint =
        Files.createDirectories(directory.resolve("0123456789abcdef0123456789abcdef/chk-3"));
    Files.writeString(checkpoint.resolve(CheckpointFiles.METADATA), "no metadata");
    assertThatThrownBy(() -> CheckpointDirectory.open(directory).newest())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none of the 1 checkpoints in " + directory)
        .hasMessageContaining("delete the directory");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsAnError() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> CheckpointDirectory.open(file.resolve("checkpoints")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot be written to " + file);
  }

  @Test
  void anEmptyOrMissingDirectoryHasNoCheckpoint() {
    assertThat(CheckpointDirectory.open(directory).newest()).isEmpty();
    assertThat(CheckpointDirectory.open(directory.resolve("none")).newest()).isEmpty();
  }

  private List<Path> jobs() throws Exception {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static void truncate(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }
}
