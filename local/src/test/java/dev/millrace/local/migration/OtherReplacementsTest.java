package dev.millrace.local.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.controllog.strategy.PartitionPassage;
import dev.millrace.controllog.strategy.StrategyDriver;
import dev.millrace.controllog.strategy.TemporaryTopic;
import dev.millrace.local.bench.copies.PlainCopy;
import dev.millrace.local.harness.Load;
import dev.millrace.local.harness.RawReader;
import dev.millrace.local.harness.RawTally;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.strategy.RestartStrategy;
import dev.millrace.stream.strategy.StrategyRules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What other ways of replacing a stage do to a reader, on the load of {@link ManyMigrationsTest},
 * by one reader that knows nothing of how it is done. {@code hack/migrations} runs it with more
 * load.
 */
class OtherReplacementsTest {
  private static final int PARTITIONS = 8;
  private static final long SEED = Long.getLong("millrace.seed", 20_261_126);

  /** Of load before the replacement and behind it. */
  private static final long MILLIS = Math.min(5_000, Long.getLong("millrace.records", 40_000) / 40);

  /** Divides the keys so that the last partition gets none. */
  private static final Set<Integer> NEVER = Set.of(PARTITIONS - 1);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Random random = new Random(SEED);

  @TempDir Path directory;
  private EmbeddedKafka broker;
  private KafkaConnection kafka;
  private Load load;
  private RawReader reader;
  private long usualGapMillis;
  private long downtimeMillis;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    kafka = KafkaConnection.plain(broker.bootstrapServers());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Map<String, Integer> topics = new TreeMap<>();
      for (String topic : Set.of(Load.INPUT, Load.OUTPUT, Load.DEAD_LETTERS)) {
        topics.put(topic, PARTITIONS);
      }
      new Topics(admin, Duration.ofSeconds(30)).ensure(topics);
    }
    load = new Load(kafka, PARTITIONS, Delivery.Numbered);
    load.quiet(NEVER);
    reader = new RawReader(kafka, Load.OUTPUT, PARTITIONS);
  }

  @AfterEach
  void stop() {
    reader.close();
    load.close();
    broker.close();
  }

  @Test
  void theStrategyParallelForComparisonDoesNothingToIt() throws Exception {
    try (Site site = site()) {
      begin();
      MigrationState end =
          Moves.move(kafka, PARTITIONS, site, "r0", "r1", Place.light(1), this::loadAndRead);
      assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.Succeeded);
      RawTally tally = end("Parallel", expected -> reader.read() >= expected);
      assertThat(tally).isEqualTo(new RawTally(tally.expected(), 0, 0, 0));
    }
  }

  @Test
  void aRestartWithItsStateOnlyMakesItWait() throws Exception {
    try (Site site = site()) {
      begin();
      restart(site, true);
      RawTally tally = end("Restart with state", expected -> reader.read() >= expected);
      assertThat(tally).isEqualTo(new RawTally(tally.expected(), 0, 0, 0));
      assertThat(downtimeMillis).isPositive();
    }
  }

  @Test
  void aRestartWithoutStateForgetsWhatTheStageKnew() throws Exception {
    try (Site site = site()) {
      begin();
      restart(site, false);
      RawTally tally = end("Restart without state", expected -> true);
      assertThat(tally.repeats()).isZero();
      assertThat(tally.lost()).isPositive();
      assertThat(tally.wrong()).isPositive();
    }
  }

  @Test
  void aSecondCopyFromTheBeginningRepeats() throws Exception {
    RawTally tally = copy(false, "blue/green from the beginning");
    assertThat(tally.repeats()).isPositive();
    assertThat(tally.lost()).isZero();
    assertThat(tally.wrong()).isZero();
  }

  @Test
  void aSecondCopyFromNowOnRepeatsOrLosesAndIsWrong() throws Exception {
    RawTally tally = copy(true, "blue/green from now on");
    assertThat(tally.lost()).isPositive();
    assertThat(tally.wrong()).isPositive();
  }

  private RawTally copy(boolean fromNow, String what) throws Exception {
    StagePlan plan = StageCompiler.compile("test", load.pipeline(), Load.STAGE);
    try (PlainCopy blue = PlainCopy.start("blue", kafka, plan, PARTITIONS, false)) {
      begin();
      long enough = fromNow ? 200 : blue.written();
      try (PlainCopy green = PlainCopy.start("green", kafka, plan, PARTITIONS, fromNow)) {
        await("green")
            .atMost(60, TimeUnit.SECONDS)
            .until(
                () -> {
                  loadAndRead();
                  return green.written() > enough;
                });
        blue.kill();
        return end(what, expected -> fromNow || green.written() >= expected);
      }
    }
  }

  private Site site() {
    Site site = new Site(load, kafka, PARTITIONS, directory.resolve("state"), null);
    site.found("r0", Place.light(2));
    return site;
  }

  /** Load until there are outputs, and then for as long as is wanted. */
  private void begin() {
    await("first outputs")
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              loadAndRead();
              return reader.read() > 0;
            });
    reader.forgetGaps();
    run();
    usualGapMillis = reader.longestGapMillis();
    reader.forgetGaps();
  }

  private void run() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
    while (System.nanoTime() < end) {
      loadAndRead();
    }
  }

  private void loadAndRead() {
    load.sendFor(Duration.ofMillis(5), 1 + random.nextInt(12));
    reader.poll();
  }

  /**
   * Ends the load and counts.
   *
   * @param complete of a number of expected outputs, whether all that must come can have come
   */
  private RawTally end(String what, LongPredicate complete) {
    run();
    long gap = reader.longestGapMillis();
    load.flush();
    long expected = RawTally.of(load, Map.of()).expected();
    long[] before = {-1};
    await("nothing more comes")
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(500, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              long last = before[0];
              do {
                before[0] = reader.read();
                reader.poll();
              } while (reader.read() > before[0]);
              return before[0] == last && complete.test(expected);
            });
    RawTally tally = RawTally.of(load, reader.found());
    System.out.printf(
        "%s: %d outputs expected, %d duplicates, %d missing, %d wrong values, longest gap of a key"
            + " %d ms (usually %d), downtime %d ms%n",
        what,
        tally.expected(),
        tally.repeats(),
        tally.lost(),
        tally.wrong(),
        gap,
        usualGapMillis,
        downtimeMillis);
    return tally;
  }

  private void restart(Site site, boolean withState) throws Exception {
    StrategyRules rules = new StrategyRules("move", "r0", "r1", 60_000);
    MigrationJournal journal =
        new MigrationJournal() {
          @Override
          public void save(MigrationState state) {}

          @Override
          public Wishes wishes() {
            return Wishes.NONE;
          }
        };
    try (ControlLog log = ControlLog.open(kafka, "test", "driver", TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(kafka, "test", "driver", TIMEOUT);
        StrategyDriver driver =
            new StrategyDriver(
                new RestartStrategy(rules, withState),
                rules,
                "test." + Load.STAGE,
                PARTITIONS,
                log,
                progress,
                new StoppingSite(site, "r0", Place.light(2), "r1", Place.light(1)),
                TemporaryTopic.none(),
                journal,
                MigrationState.pending(System.currentTimeMillis()),
                Clock.systemUTC())) {
      while (!driver.state().isOver()) {
        loadAndRead();
        driver.step();
      }
      assertThat(driver.state().phase()).isEqualTo(MigrationPhase.Succeeded);
      downtimeMillis =
          driver.passages().stream().mapToLong(PartitionPassage::downtimeMillis).max().orElse(0);
    }
  }
}
