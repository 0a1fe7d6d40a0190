package dev.millrace.local.bench;

import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.broker.BrokerException;
import dev.millrace.kafka.StageReplica;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The process that owns a stage under a steady load is killed, again and again, and its standby
 * takes over: for how long each partition has no output, and what readers find. Owner and standby
 * are on different engines, each replica in a JVM of its own.
 */
final class StandbyMeasurement implements Measurement {
  private static final int PER_SECOND = 5_000;
  private static final int KEYS = 10_000;
  private static final int LIGHT_THREADS = 2;
  private static final String HEAP = "1g";
  private static final Bar AFTER_DETECTION = Bar.atMost("longestBeyondDetectionMillis", 200);
  private static final Bar NONE_MISSING = Bar.atMost("missing", 0);
  private static final Bar NONE_REPEATED = Bar.atMost("repeatedInTopic", 0);

  @Override
  public String name() {
    return "standby";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    for (Delivery delivery : Delivery.values()) {
      rows.addAll(measure(bench, delivery, bench.pick(2, 10)));
    }
    return rows;
  }

  private List<Row> measure(Bench bench, Delivery delivery, int takeOvers)
      throws IOException, BrokerException, InterruptedException {
    String pipeline = "standby-" + delivery.name().toLowerCase(Locale.ROOT);
    StageUnderTest stage =
        StageUnderTest.numbered(pipeline, pipeline + ".in", false).withDelivery(delivery);
    bench.create(stage.topics());
    bench.create(Map.of(stage.input(), Workload.PARTITIONS));
    Prefill.write(bench.bootstrapServers(), stage.input(), KEYS, KEYS);
    Arrivals arrivals = new Arrivals();
    Map<Contender, List<Double>> outages =
        Map.of(Contender.LIGHT, new ArrayList<>(), Contender.FLINK, new ArrayList<>());
    try (Replicas replicas = new Replicas(bench, stage, JvmOptions.withHeap(HEAP));
        OutputReader reader =
            OutputReader.start(bench.kafka(), stage.output(), Workload.PARTITIONS, arrivals)) {
      String owner = "r0";
      replicas.start(StageReplica.founder(owner), place(owner, Contender.LIGHT));
      MoveRun.await(arrivals, reader, KEYS);
      try (SteadyLoad load = SteadyLoad.start(bench.kafka(), stage.input(), KEYS, PER_SECOND)) {
        // One more than counts: the first one's JVMs are cold.
        for (int number = 0; number <= takeOvers; number++) {
          Contender engine = number % 2 == 0 ? Contender.FLINK : Contender.LIGHT;
          String standby = "r" + (number + 1);
          double outage;
          try (TakeOver takeOver = TakeOver.by(standby, bench, stage, replicas, arrivals)) {
            outage = takeOver.from(owner, place(standby, engine));
          }
          bench.say(
              "standby: %s, taken over by %s: %s ms without output"
                  .formatted(delivery, engine.title(), Rendering.number(outage)));
          if (number > 0) {
            outages.get(engine).add(outage);
          }
          owner = standby;
        }
        load.close();
        MoveRun.await(arrivals, reader, KEYS + load.sent());
      }
    }
    return rows(delivery, outages, arrivals);
  }

  private static Place place(String replica, Contender engine) {
    return new Place(replica, engine, engine == Contender.LIGHT ? LIGHT_THREADS : 1);
  }

  private List<Row> rows(
      Delivery delivery, Map<Contender, List<Double>> outages, Arrivals arrivals) {
    List<Row> rows = new ArrayList<>();
    for (Contender engine : List.of(Contender.LIGHT, Contender.FLINK)) {
      Samples millis = Samples.of(outages.get(engine));
      rows.add(
          new Row(name(), "%s, taken over by %s".formatted(delivery, engine.title()))
              .with("takeOvers", millis.values().length)
              .with("outageMillis", millis)
              .with("longestBeyondDetectionMillis", millis.greatest() - TakeOver.DETECTION_MILLIS)
              .bar(AFTER_DETECTION));
    }
    Row readers =
        new Row(name(), delivery + ", readers")
            .with("missing", arrivals.missingSince(System.nanoTime()))
            .with("repeatedInTopic", arrivals.duplicates())
            .bar(NONE_MISSING);
    rows.add(delivery == Delivery.ExactlyOnce ? readers.bar(NONE_REPEATED) : readers);
    return rows;
  }
}
