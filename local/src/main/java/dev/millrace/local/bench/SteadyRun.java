package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A stage in a process of its own that first processes what is in its input, then a steady load;
 * every record must lead to an output. Load and reader are in this process, so that one clock
 * serves for stamps and for arrival.
 *
 * @param devices the load goes round among them
 * @param perSecond records of the load
 * @param warmUp load that does not count
 * @param measured load that does
 */
record SteadyRun(int devices, int perSecond, Duration warmUp, Duration measured) {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PRELOAD_TIMEOUT = Duration.ofMinutes(3);
  private static final long LOOK_MILLIS = 50;

  /**
   * What came out.
   *
   * @param timings of the outputs
   * @param checkpoints completed while it was measured
   * @param rssMiB of the stage's process at the end
   * @param peakRssMiB the most until then
   */
  record Outcome(Timings timings, double checkpoints, double rssMiB, double peakRssMiB) {}

  /**
   * Runs it.
   *
   * @param preloaded records that are in the input already
   */
  Outcome of(Bench bench, JvmProcess contender, StageUnderTest stage, long preloaded)
      throws IOException, BrokerException, InterruptedException {
    Path settings = bench.prepare(stage);
    contender.ask("start " + settings, ANSWER_TIMEOUT);
    Timings timings = new Timings();
    Outcome outcome;
    try (OutputReader reader =
        OutputReader.start(bench.kafka(), stage.output(), Workload.PARTITIONS, timings)) {
      awaitOutputs(timings, reader, contender, preloaded);
      SteadyLoad load = SteadyLoad.start(bench.kafka(), stage.input(), devices, perSecond);
      try (load) {
        TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
        Map<String, Object> before = contender.ask("figures", ANSWER_TIMEOUT);
        timings.on();
        TimeUnit.NANOSECONDS.sleep(measured.toNanos());
        timings.off();
        outcome =
            new Outcome(
                timings,
                checkpointsSince(before, contender),
                contender.figures().rssMiB(),
                contender.figures().peakRssMiB());
      }
      awaitOutputs(timings, reader, contender, preloaded + load.sent());
    }
    contender.ask("stop", ANSWER_TIMEOUT);
    return outcome;
  }

  private static void awaitOutputs(
      Timings timings, OutputReader reader, JvmProcess contender, long expected)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PRELOAD_TIMEOUT.toNanos();
    while (timings.seen() < expected) {
      reader.check();
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "only %d of %d outputs in %s; the stage says %s"
                .formatted(
                    timings.seen(),
                    expected,
                    PRELOAD_TIMEOUT,
                    contender.ask("figures", ANSWER_TIMEOUT)));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static double checkpointsSince(Map<String, Object> before, JvmProcess contender)
      throws IOException, InterruptedException {
    Map<String, Object> figures = contender.ask("figures", ANSWER_TIMEOUT);
    if (!Objects.equals(figures.get("error"), before.get("error"))) {
      throw new IOException("the stage went wrong: " + figures.get("error"));
    }
    return Answers.number(figures, "checkpoints") - Answers.number(before, "checkpoints");
  }
}
