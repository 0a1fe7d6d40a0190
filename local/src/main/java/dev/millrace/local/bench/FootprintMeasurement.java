package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import dev.millrace.flink.FlinkMain;
import dev.millrace.light.LightMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A small stage as a process of its own, as a pod runs it: how long from the start of the process
 * to its first output, and how much memory it takes under load.
 */
final class FootprintMeasurement implements Measurement {
  private static final int DEVICES = 1_000;
  private static final int PER_SECOND = 1_000;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 1;

  private record Start(double firstOutputMillis, double rssMiB, double peakRssMiB) {}

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    return List.of(
        row(bench, "light engine", LightMain.class)
            .bar(Bar.atMost("peakRssMiB", 128))
            .bar(Bar.atMost("startToFirstOutputMillis", 1_500)),
        row(bench, "Flink in one JVM", FlinkMain.class).bar(Bar.atMost("peakRssMiB", 400)));
  }

  private Row row(Bench bench, String contender, Class<?> main)
      throws IOException, BrokerException, InterruptedException {
    List<String> options =
        JvmOptions.ofProcess(main, bench.directory("archives").resolve(main.getSimpleName()));
    int rounds = bench.pick(2, 5);
    List<Start> starts = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      Start start = start(bench, main, options, main.getSimpleName() + "-" + round);
      bench.say(
          "footprint: %s, %s: first output after %s ms, at most %s MiB"
              .formatted(
                  contender,
                  round == 0 ? "writing the archive of classes" : "start " + round,
                  Rendering.number(start.firstOutputMillis()),
                  Rendering.number(start.peakRssMiB())));
      if (round > 0) {
        starts.add(start);
      }
    }
    return new Row(name(), contender)
        .with(
            "startToFirstOutputMillis",
            Samples.of(starts.stream().map(Start::firstOutputMillis).toList()))
        .with("rssMiB", Samples.of(starts.stream().map(Start::rssMiB).toList()))
        .with("peakRssMiB", Samples.of(starts.stream().map(Start::peakRssMiB).toList()));
  }

  private static Start start(Bench bench, Class<?> main, List<String> options, String name)
      throws IOException, BrokerException, InterruptedException {
    String input = "in-" + name;
    bench.create(Map.of(input, Workload.PARTITIONS));
    Prefill.write(bench.bootstrapServers(), input, DEVICES, DEVICES);
    StageUnderTest stage = StageUnderTest.numbered(name, input, false);
    Path settings = bench.prepare(stage);
    Timings timings = new Timings();
    try (OutputReader reader =
        OutputReader.start(bench.kafka(), stage.output(), Workload.PARTITIONS, timings)) {
      long started = System.nanoTime();
      try (JvmProcess process = bench.process(name, options, main, settings.toString())) {
        awaitOutput(timings, reader, process, started);
        double millis = (System.nanoTime() - started) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        SteadyLoad load = SteadyLoad.start(bench.kafka(), input, DEVICES, PER_SECOND);
        try (load) {
          TimeUnit.SECONDS.sleep(bench.pick(4, 20));
        }
        ProcessFigures figures = process.figures();
        Start start = new Start(millis, figures.rssMiB(), figures.peakRssMiB());
        process.terminate();
        return start;
      }
    }
  }

  private static void awaitOutput(
      Timings timings, OutputReader reader, JvmProcess process, long started)
      throws IOException, InterruptedException {
    while (timings.seen() == 0) {
      reader.check();
      process.check();
      if (System.nanoTime() - started > START_TIMEOUT.toNanos()) {
        throw new IOException("no output within " + START_TIMEOUT);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
