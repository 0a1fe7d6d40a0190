package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same windows over the same filled topic by all contenders, whose rounds alternate; and the
 * cost of numbering as a share of the whole.
 */
final class ThroughputMeasurement implements Measurement {
  private static final String INPUT = "readings";
  private static final int DEVICES = 10_000;
  private static final Duration ROUND_TIMEOUT = Duration.ofMinutes(4);
  private static final String HEAP = "1g";
  private static final Bar OVER_FLINK = Bar.atLeast("ratio", 1.3);
  private static final Bar SHARE_OF_NUMBERING = Bar.atMost("share", 0.10);

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    int records = bench.pick(1_000_000, 3_000_000);
    bench.say("throughput: filling a topic with " + records + " records");
    bench.create(Map.of(INPUT, Workload.PARTITIONS));
    Prefill.write(bench.bootstrapServers(), INPUT, records, DEVICES);
    Map<Contender, ContenderRounds> measured =
        rounds(bench, records, bench.pick(4, 5), bench.pick(3, 7));
    List<Row> rows = new ArrayList<>();
    measured.forEach((contender, rounds) -> rows.add(rounds.row(name(), contender.title())));
    ContenderRounds light = measured.get(Contender.LIGHT);
    ContenderRounds flink = measured.get(Contender.FLINK);
    ContenderRounds peer = measured.get(Contender.FLINK_WINDOW);
    rows.add(
        new Row(name(), "stage on Flink / Flink keyBy.window, records per second")
            .with("ratio", flink.recordsPerSecond().over(peer.recordsPerSecond()))
            .bar(OVER_FLINK));
    rows.add(
        new Row(name(), "Flink keyBy.window / stage on Flink, CPU per record")
            .with("ratio", peer.cpuNanosPerRecord().over(flink.cpuNanosPerRecord())));
    rows.add(
        new Row(name(), "stage on Flink / on the light engine, CPU per record")
            .with("ratio", flink.cpuNanosPerRecord().over(light.cpuNanosPerRecord()))
            .bar(OVER_FLINK));
    rows.addAll(numbering(bench, light.cpuNanosPerRecord()));
    return rows;
  }

  private static Map<Contender, ContenderRounds> rounds(
      Bench bench, int records, int warmUps, int rounds)
      throws IOException, BrokerException, InterruptedException {
    Map<Contender, JvmProcess> processes = new EnumMap<>(Contender.class);
    Map<Contender, ContenderRounds> measured = new EnumMap<>(Contender.class);
    try {
      for (Contender contender : Contender.values()) {
        String name = "throughput-" + contender.name().toLowerCase(Locale.ROOT);
        processes.put(contender, bench.contender(contender, name, JvmOptions.withHeap(HEAP)));
        measured.put(contender, new ContenderRounds());
      }
      List<Contender> order = new ArrayList<>(processes.keySet());
      for (int pass = 0; pass < warmUps + rounds; pass++) {
        for (Contender contender : order) {
          Map<String, Object> answer =
              round(bench, contender, processes.get(contender), pass, records);
          bench.say(
              "throughput: %s, %s: %s records per second"
                  .formatted(
                      pass < warmUps
                          ? "warm-up"
                          : "round " + (pass - warmUps + 1) + " of " + rounds,
                      contender.title(),
                      Rendering.number(ContenderRounds.recordsPerSecond(answer))));
          if (pass >= warmUps) {
            measured.get(contender).add(answer, processes.get(contender).figures());
          }
        }
        // Nobody always runs behind the same neighbour.
        Collections.reverse(order);
      }
    } finally {
      for (JvmProcess process : processes.values()) {
        process.close();
      }
    }
    return measured;
  }

  private static Map<String, Object> round(
      Bench bench, Contender contender, JvmProcess process, int pass, int records)
      throws IOException, BrokerException, InterruptedException {
    String pipeline =
        "t-%s-%d".formatted(contender.name().toLowerCase(Locale.ROOT).replace('_', '-'), pass);
    Path settings = bench.prepare(StageUnderTest.numbered(pipeline, INPUT, true));
    return process.ask("round " + settings + " " + records, ROUND_TIMEOUT);
  }

  /** What numbering costs alone, beside what a record costs on the cheapest whole path. */
  private List<Row> numbering(Bench bench, Samples wholeNanos)
      throws IOException, InterruptedException {
    bench.say("throughput: numbering alone, in memory");
    List<Row> rows = new ArrayList<>();
    try (JvmProcess process =
        bench.process(
            "numbering",
            JvmOptions.withHeap(HEAP),
            NumberingProcess.class,
            Boolean.toString(bench.quick()))) {
      Map<String, Object> answer = process.answer(ROUND_TIMEOUT);
      Samples stage = Answers.samples(answer, "stage");
      Samples numbering = Answers.samples(answer, "numbering");
      rows.add(new Row(name(), "stage alone in memory").with("cpuNanosPerRecord", stage));
      rows.add(
          new Row(name(), "numbering, chain hash and digest alone")
              .with("cpuNanosPerRecord", numbering));
      rows.add(
          new Row(name(), "numbering / stage on the light engine, CPU per record")
              .with("share", numbering.median() / wholeNanos.median())
              .bar(SHARE_OF_NUMBERING));
    }
    return rows;
  }
}
