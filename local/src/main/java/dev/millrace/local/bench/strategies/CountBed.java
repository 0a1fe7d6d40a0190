package dev.millrace.local.bench.strategies;

import dev.millrace.broker.BrokerException;
import dev.millrace.kafka.StageReplica;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Contender;
import dev.millrace.local.bench.JvmOptions;
import dev.millrace.local.bench.MonotonicClock;
import dev.millrace.local.bench.MoveSetting;
import dev.millrace.local.bench.OutputReader;
import dev.millrace.local.bench.Place;
import dev.millrace.local.bench.Replicas;
import dev.millrace.local.bench.Stretch;
import dev.millrace.local.bench.simulation.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A counting stage under a paced load, moved again and again between replicas on the light engine
 * in one process, from the birth of the stage to its last result.
 */
final class CountBed implements AutoCloseable {
  private static final Place PLACE = Place.on(Contender.LIGHT, 1);
  private static final String HEAP = "512m";
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final long LOOK_MILLIS = 10;
  private static final Duration STILL = Duration.ofMillis(500);
  private static final int RESULTS_BEFORE = 1;

  private final Bench bench;
  private final CountStage stage;
  private final Replicas replicas;
  private final CountLedger ledger;
  private final OutputReader reader;
  private final PacedLoad load;
  private final MoveSetting setting;
  private String owner;
  private int moves;

  private CountBed(
      Bench bench,
      CountStage stage,
      Replicas replicas,
      CountLedger ledger,
      OutputReader reader,
      PacedLoad load,
      String owner) {
    this.bench = bench;
    this.stage = stage;
    this.replicas = replicas;
    this.ledger = ledger;
    this.reader = reader;
    this.load = load;
    this.setting = new MoveSetting(bench.kafka(), stage, replicas, new MonotonicClock());
    this.owner = owner;
  }

  /**
   * Brings the stage to life and begins the load; returns after the first results.
   *
   * @param name unique to the run
   * @param manyKeys whether every record has a key of its own
   */
  static CountBed open(Bench bench, String name, Windowing windowing, Pace pace, boolean manyKeys)
      throws IOException, BrokerException, InterruptedException {
    CountStage stage = new CountStage(name, windowing);
    bench.create(stage.topics());
    CountLedger ledger = new CountLedger();
    Replicas replicas = new Replicas(bench, stage, JvmOptions.withHeap(HEAP));
    OutputReader reader = OutputReader.start(bench.kafka(), stage.output(), 1, ledger);
    StageReplica first = StageReplica.founder("r0");
    replicas.start(first, PLACE);
    replicas.awaitJoined(first.name());
    PacedLoad load = PacedLoad.start(bench.kafka(), stage.input(), pace, manyKeys);
    CountBed bed = new CountBed(bench, stage, replicas, ledger, reader, load, first.name());
    bed.awaitResults(RESULTS_BEFORE);
    return bed;
  }

  CountLedger ledger() {
    return ledger;
  }

  PacedLoad load() {
    return load;
  }

  Windowing windowing() {
    return stage.windowing();
  }

  /**
   * Moves the stage, after some time in which nothing happens.
   *
   * @param quiet that long
   * @param deadline after which it goes back
   */
  CountMove move(CountWay way, Duration quiet, Duration deadline)
      throws IOException, InterruptedException {
    moves++;
    String target = "r" + moves;
    long from = System.nanoTime();
    rest(quiet);
    Stretch before = new Stretch(from, System.nanoTime());
    double cells = ((Number) replicas.figures(owner).get("cells")).doubleValue();
    CountMove move =
        way.move(new CountRequest(bench, setting, owner, target, PLACE, deadline, before, cells));
    owner = move.succeeded() ? target : owner;
    replicas.check(owner);
    awaitResults(ledger.results().size() + 1);
    return move;
  }

  /** Lets it run. */
  void rest(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  /** Ends the load, waits for every result that is still to come, and returns what is wrong. */
  CountFaults finish() throws IOException, InterruptedException {
    load.close();
    long[] sent = load.eventMillis();
    long last = stage.windowing().lastSn(sent);
    await(
        () -> {
          List<Counted> results = ledger.results();
          return !results.isEmpty() && results.getLast().sn() >= last;
        });
    // One record can cause many results, and nobody says which of them is the last.
    for (long seen = -1; seen != ledger.read(); ) {
      seen = ledger.read();
      rest(STILL);
    }
    return new CountFaults(
        ledger.repeats(),
        ledger.miscounted(stage.windowing().lag()),
        stage.windowing().unexpected(ledger.results(), sent));
  }

  private void awaitResults(int number) throws IOException, InterruptedException {
    await(() -> ledger.results().size() >= number);
  }

  private void await(BooleanSupplier condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      reader.check();
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "no further result of %s within %s; %s says %s"
                .formatted(stage.pipeline(), TIMEOUT, owner, replicas.figures(owner)));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public void close() throws IOException {
    load.close();
    reader.close();
    replicas.close();
  }
}
