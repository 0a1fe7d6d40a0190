package dev.millrace.flink;

import static org.awaitility.Awaitility.await;

import dev.millrace.flink.TestBench.Bench;
import dev.millrace.kafka.StageSettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the process that runs the stage. */
@ExtendWith(TestBench.class)
class StageProcessKillTest {
  private static final int KILLS = 20;

  @TempDir Path directory;

  // C3-08. Would catch: checkpoints that only the process that took them can find or read, and a
  // start that relies on anything that a graceful end leaves behind.
  @Test
  void anotherProcessGoesOnFromTheDirectory(Bench bench) throws Exception {
    TestPipeline pipeline = new TestPipeline("process", 1, "Heap", "Numbered", "1h");
    pipeline.createTopics(bench.logs());
    TestRecords records = new TestRecords(pipeline.input(), 9);
    Random random = new Random(9);
    Path settings = directory.resolve("settings.json");
    StageSettingsFile.write(pipeline.settings(bench.logs(), directory), settings);
    for (int kill = 0; kill < KILLS; kill++) {
      long before = outputs(bench, pipeline);
      Process process = start(settings);
      try {
        bench.logs().append(records.next(2_000));
        await()
            .atMost(TestBench.PATIENCE)
            .until(() -> outputs(bench, pipeline) > before && hasCheckpoint());
        bench.logs().append(records.next(1 + random.nextInt(2_000)));
      } finally {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      }
    }
    bench.logs().append(records.closing());
    try (FlinkStage stage = bench.start(pipeline, directory)) {
      bench.awaitEnd(pipeline, stage);
    }
    new Verdict(bench.logs(), pipeline, false).check();
  }

  private Process start(Path settings) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FlinkMain.class.getName(),
            settings.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("process.log").toFile())
        .start();
  }

  private static long outputs(Bench bench, TestPipeline pipeline) {
    return Arrays.stream(bench.logs().ends(pipeline.output())).sum();
  }

  private boolean hasCheckpoint() throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.anyMatch(file -> file.endsWith(CheckpointFiles.METADATA));
    }
  }
}
