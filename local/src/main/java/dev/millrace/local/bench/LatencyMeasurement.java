package dev.millrace.local.bench;

import dev.millrace.api.StageSpec;
import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From an input record to its output, with a result for every record, at a steady load. */
final class LatencyMeasurement implements Measurement {
  private static final int DEVICES = 10_000;
  private static final int PER_SECOND = 5_000;
  private static final String HEAP = "512m";
  private static final Bar MEDIAN = Bar.atMost("latencyP50Millis", 2);
  private static final Bar HIGH = Bar.atMost("latencyP99Millis", 20);

  private final List<Case> cases =
      List.of(
          new Case(Contender.LIGHT, StageSpec.Delivery.Numbered),
          new Case(Contender.FLINK, StageSpec.Delivery.Numbered),
          new Case(Contender.LIGHT, StageSpec.Delivery.ExactlyOnce));

  private record Case(Contender contender, StageSpec.Delivery delivery) {
    String name() {
      return (contender.name() + "-" + delivery).toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    int rounds = bench.pick(2, 5);
    SteadyRun run =
        new SteadyRun(
            DEVICES,
            PER_SECOND,
            Duration.ofSeconds(bench.pick(4, 5)),
            Duration.ofSeconds(bench.pick(5, 15)));
    Map<Case, JvmProcess> processes = new LinkedHashMap<>();
    Map<Case, List<Timings>> measured = new LinkedHashMap<>();
    try {
      for (Case each : cases) {
        processes.put(
            each,
            bench.contender(each.contender(), "latency-" + each.name(), JvmOptions.withHeap(HEAP)));
        measured.put(each, new ArrayList<>());
      }
      for (int round = 0; round <= rounds; round++) {
        for (Case each : cases) {
          Timings timings = round(bench, run, each, processes.get(each), round);
          if (round > 0) {
            measured.get(each).add(timings);
          }
        }
      }
    } finally {
      for (JvmProcess process : processes.values()) {
        process.close();
      }
    }
    return measured.entrySet().stream().map(of -> row(of.getKey(), of.getValue())).toList();
  }

  private static Timings round(Bench bench, SteadyRun run, Case each, JvmProcess process, int round)
      throws IOException, BrokerException, InterruptedException {
    String pipeline = "l-" + each.name() + "-" + round;
    bench.create(Map.of(pipeline, Workload.PARTITIONS));
    StageUnderTest stage =
        StageUnderTest.numbered(pipeline, pipeline, false).withDelivery(each.delivery());
    Timings timings = run.of(bench, process, stage, 0).timings();
    bench.say(
        "latency: %s, %s, %s: p50 %s ms, p99 %s ms"
            .formatted(
                each.contender().title(),
                each.delivery(),
                round == 0 ? "warm-up" : "round " + round,
                Rendering.number(timings.latencyMillis(50)),
                Rendering.number(timings.latencyMillis(99))));
    return timings;
  }

  private Row row(Case each, List<Timings> rounds) {
    Row row =
        new Row(name(), each.contender().title() + ", " + each.delivery())
            .with("recordsPerSecond", PER_SECOND)
            .with("latencyP50Millis", samples(rounds, 50))
            .with("latencyP99Millis", samples(rounds, 99))
            .with("latencyMaxMillis", samples(rounds, 100));
    return each.delivery() == StageSpec.Delivery.Numbered ? row.bar(MEDIAN).bar(HIGH) : row;
  }

  private static Samples samples(List<Timings> rounds, double percent) {
    return new Samples(
        rounds.stream().mapToDouble(timings -> timings.latencyMillis(percent)).toArray());
  }
}
