package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a partition stands still for a checkpoint (Flink, on the heap) or a snapshot (light
 * engine) of a large state: the same load with and without, one after the other.
 */
final class PauseMeasurement implements Measurement {
  private static final int KEYS = 1_000_000;
  private static final int PER_SECOND = 5_000;
  private static final String HEAP = "3g";
  private static final String OFTEN = "2s";
  private static final String NEVER = "24h";
  private static final Bar LONGEST = Bar.atMost("gapMaxMillis", 50);

  @Override
  public String name() {
    return "pauses";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    SteadyRun run =
        new SteadyRun(
            KEYS,
            PER_SECOND,
            Duration.ofSeconds(bench.pick(3, 10)),
            Duration.ofSeconds(bench.pick(7, 30)));
    List<Row> rows = new ArrayList<>();
    for (Contender contender : List.of(Contender.LIGHT, Contender.FLINK)) {
      String name = contender.name().toLowerCase(Locale.ROOT);
      String input = "keys-" + name;
      bench.create(Map.of(input, Workload.PARTITIONS));
      Prefill.write(bench.bootstrapServers(), input, KEYS, KEYS);
      try (JvmProcess process =
          bench.contender(contender, "pauses-" + name, JvmOptions.withoutPauses(HEAP))) {
        long inInput = KEYS;
        for (String interval : List.of(NEVER, OFTEN)) {
          bench.say("pauses: %s, checkpoints every %s".formatted(contender.title(), interval));
          StageUnderTest stage =
              StageUnderTest.numbered("p-" + name + "-" + interval, input, false)
                  .withCheckpointInterval(interval);
          SteadyRun.Outcome outcome = run.of(bench, process, stage, inInput);
          rows.add(row(contender, interval, outcome));
          inInput = outcome.timings().seen();
        }
      }
    }
    return rows;
  }

  private Row row(Contender contender, String interval, SteadyRun.Outcome outcome) {
    boolean often = interval.equals(OFTEN);
    Timings timings = outcome.timings();
    Row row =
        new Row(name(), contender.title() + (often ? ", checkpoints" : ", none"))
            .with("keys", KEYS)
            .with("checkpoints", (long) outcome.checkpoints())
            .with("gapP50Millis", timings.gapMillis(50))
            .with("gapP99Millis", timings.gapMillis(99))
            .with("gapMaxMillis", timings.gapMillis(100))
            .with("latencyP99Millis", timings.latencyMillis(99))
            .with("rssMiB", outcome.rssMiB());
    return often ? row.bar(LONGEST) : row;
  }
}
