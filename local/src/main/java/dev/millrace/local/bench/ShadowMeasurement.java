package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a shadow costs the owner: a stage processes a filled topic as fast as it can, alone and with
 * a shadow beside it that does the same, each in a process of its own. First all share all cores:
 * with fewer than the two can fill, the rates say how they share them, and the owner's CPU per
 * record what the shadow costs it however many there are. Then owner and broker have one core, and
 * the shadow another.
 */
final class ShadowMeasurement implements Measurement {
  private static final String INPUT = "readings";
  private static final int DEVICES = 10_000;
  private static final String HEAP = "1g";
  private static final Bar UNDISTURBED = Bar.atLeast("ratio", 0.95);

  private int rounds;

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
      rows.addAll(measure(bench, engine, records, ShadowCores.shared()));
      if (Runtime.getRuntime().availableProcessors() > 1) {
        rows.addAll(measure(bench, engine, records, ShadowCores.apart()));
      }
    }
    return rows;
  }

  private List<Row> measure(Bench bench, Contender engine, int records, ShadowCores cores)
      throws IOException, BrokerException, InterruptedException {
    List<ShadowRound> alone = new ArrayList<>();
    List<ShadowRound> shadowed = new ArrayList<>();
    int rounds = bench.pick(2, 5);
    bench.pinBroker(cores.owner());
    for (int round = 0; round <= rounds; round++) {
      for (boolean shadow : List.of(false, true)) {
        ShadowRound outcome = round(bench, engine, records, shadow, cores);
        bench.say(
            "shadow: %s, %s%s, %s: %s records per second"
                .formatted(
                    engine.title(),
                    shadow ? "with a shadow" : "alone",
                    cores.title(),
                    round == 0 ? "warm-up" : "round " + round,
                    Rendering.number(outcome.recordsPerSecond())));
        if (round > 0) {
          (shadow ? shadowed : alone).add(outcome);
        }
      }
    }
    ShadowCores.release(bench);
    return rows(engine.title(), cores, alone, shadowed);
  }

  private ShadowRound round(
      Bench bench, Contender engine, int records, boolean shadow, ShadowCores cores)
      throws IOException, BrokerException, InterruptedException {
    rounds++;
    StageUnderTest stage = StageUnderTest.numbered("shadow-" + rounds, INPUT, false);
    bench.create(stage.topics());
    try (Replicas replicas = new Replicas(bench, stage, JvmOptions.withHeap(HEAP))) {
      return ShadowRound.of(bench, stage, replicas, engine, records, shadow, cores);
    }
  }

  private List<Row> rows(
      String engine, ShadowCores cores, List<ShadowRound> alone, List<ShadowRound> shadowed) {
    String ratio = engine + ", with a shadow" + cores.title() + " / alone, ";
    return List.of(
        row(engine + ", alone" + (cores.title().isEmpty() ? "" : " on one core"), alone),
        row(engine + ", with a shadow" + cores.title(), shadowed),
        new Row(name(), ratio + "records per second")
            .with("ratio", rates(shadowed).over(rates(alone)))
            .bar(UNDISTURBED),
        new Row(name(), ratio + "CPU per record").with("ratio", cpu(shadowed).over(cpu(alone))));
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
