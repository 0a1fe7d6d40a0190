package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a shadow costs the owner: a stage processes a filled topic as fast as it can, alone and with
 * a shadow beside it that does the same, each in a process of its own. With fewer cores than the
 * two can fill, the rates say how they share them; the owner's CPU per record says what the shadow
 * costs it however many there are.
 */
final class ShadowMeasurement implements Measurement {
  private static final String INPUT = "readings";
  private static final int DEVICES = 10_000;
  private static final String HEAP = "1g";
  private static final Bar UNDISTURBED = Bar.atLeast("ratio", 0.95);

  @Override
  public String name() {
    return "shadow";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    int records = bench.pick(3_000_000, 6_000_000);
    bench.say("shadow: filling a topic with " + records + " records");
    bench.create(Map.of(INPUT, Workload.PARTITIONS));
    Prefill.write(bench.bootstrapServers(), INPUT, records, DEVICES);
    List<Row> rows = new ArrayList<>();
    for (Contender engine : List.of(Contender.LIGHT, Contender.FLINK)) {
      rows.addAll(measure(bench, engine, records, bench.pick(2, 5)));
    }
    return rows;
  }

  private List<Row> measure(Bench bench, Contender engine, int records, int rounds)
      throws IOException, BrokerException, InterruptedException {
    List<ShadowRound> alone = new ArrayList<>();
    List<ShadowRound> shadowed = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      for (boolean shadow : List.of(false, true)) {
        String pipeline =
            "s-%s-%d-%s"
                .formatted(engine.name().toLowerCase(Locale.ROOT), round, shadow ? "two" : "one");
        StageUnderTest stage = StageUnderTest.numbered(pipeline, INPUT, false);
        bench.create(stage.topics());
        ShadowRound outcome;
        try (Replicas replicas = new Replicas(bench, stage, JvmOptions.withHeap(HEAP))) {
          outcome = ShadowRound.of(bench, stage, replicas, engine, records, shadow);
        }
        bench.say(
            "shadow: %s, %s, %s: %s records per second"
                .formatted(
                    engine.title(),
                    shadow ? "with a shadow" : "alone",
                    round == 0 ? "warm-up" : "round " + round,
                    Rendering.number(outcome.recordsPerSecond())));
        if (round > 0) {
          (shadow ? shadowed : alone).add(outcome);
        }
      }
    }
    Row first = row(engine.title() + ", alone", alone);
    Row second = row(engine.title() + ", with a shadow", shadowed);
    return List.of(
        first,
        second,
        new Row(name(), engine.title() + ", with a shadow / alone, records per second")
            .with("ratio", rates(shadowed).over(rates(alone)))
            .bar(UNDISTURBED),
        new Row(name(), engine.title() + ", with a shadow / alone, CPU per record")
            .with("ratio", cpu(shadowed).over(cpu(alone))));
  }

  private Row row(String contender, List<ShadowRound> rounds) {
    return new Row(name(), contender)
        .with("recordsPerSecond", rates(rounds))
        .with("cpuNanosPerRecord", cpu(rounds));
  }

  private static Samples rates(List<ShadowRound> rounds) {
    return Samples.of(rounds.stream().map(ShadowRound::recordsPerSecond).toList());
  }

  private static Samples cpu(List<ShadowRound> rounds) {
    return Samples.of(rounds.stream().map(ShadowRound::cpuNanosPerRecord).toList());
  }
}
