package dev.millrace.local.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.CountWindowSpec;
import dev.millrace.api.MigrationPhase;
import dev.millrace.api.StageSpec;
import dev.millrace.api.WindowSpec;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.ShadowTopic;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.controllog.strategy.PartitionPassage;
import dev.millrace.controllog.strategy.RoutedSurroundings;
import dev.millrace.controllog.strategy.StrategyDriver;
import dev.millrace.flink.FlinkCluster;
import dev.millrace.local.harness.CountLoad;
import dev.millrace.local.harness.CountReader;
import dev.millrace.local.harness.CountReader.Counted;
import dev.millrace.local.harness.Load;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.StrategyRules;
import dev.millrace.stream.strategy.SynchronisationKind;
import dev.millrace.stream.strategy.WindowSynchronisedStrategy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A counting stage moves without its state: a target that begins empty takes over when the monitor
 * has found where the two agree. An independent reader finds every record counted exactly once.
 */
class WindowSynchronisedTest {
  private static final int PARTITIONS = 2;
  private static final int SIZE = 10;
  private static final String STAGE = "test." + CountLoad.STAGE;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final WindowSpec BY_COUNT =
      new WindowSpec(null, null, null, new CountWindowSpec(SIZE, null), Map.of("n", "count()"));
  private static final WindowSpec BY_TIME =
      new WindowSpec("10ms", null, null, null, Map.of("n", "count()"));

  @TempDir Path directory;
  private EmbeddedKafka broker;
  private KafkaConnection kafka;
  private Admin admin;
  private FlinkCluster flink;
  private CountLoad load;
  private Site site;
  private RouterHere router;
  private CountReader reader;
  private ShadowTopic shadow;
  private List<PartitionPassage> passages;
  private Runnable meanwhile = () -> {};
  private MigrationPhase phase;
  private long phaseSteps;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    kafka = KafkaConnection.plain(broker.bootstrapServers());
    flink = FlinkCluster.start(8, directory.resolve("flink"));
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    new Topics(admin, Duration.ofSeconds(30))
        .ensure(
            Map.of(
                Load.INPUT,
                PARTITIONS,
                Load.OUTPUT,
                PARTITIONS,
                CountLoad.DEAD_LETTERS,
                PARTITIONS));
    shadow = ShadowTopic.of(kafka, STAGE);
    reader = new CountReader(kafka, Load.OUTPUT, PARTITIONS);
  }

  @AfterEach
  void stop() throws Exception {
    reader.close();
    router.close();
    site.close();
    load.close();
    flink.close();
    admin.close();
    broker.close();
  }

  @Test
  void windowsByCountSynchroniseWeaklyAndEachRecordCountsOnce() throws Exception {
    MigrationState end = migrate(BY_COUNT, SIZE / 2, Place.light(2), Place.light(1), 60_000);
    succeeded(end);
    int others = 0;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      PartitionPassage passage = passages.get(partition);
      assertThat(Math.abs(passage.synchronisation().offset())).isLessThanOrEqualTo(SIZE / 2);
      long unequal = reader.seen().get(partition).stream().filter(c -> c.count() != SIZE).count();
      boolean strong = passage.synchronisation().kind() == SynchronisationKind.STRONG;
      assertThat(unequal).isLessThanOrEqualTo(strong ? 0 : 1);
      others += (int) unequal;
    }
    System.out.println("corrected: " + others + ", " + passages);
  }

  @Test
  void windowsByTimeAreAlignedSoThatTheySynchroniseStrongly() throws Exception {
    MigrationState end = migrate(BY_TIME, 0, Place.light(2), Place.flink(2), 60_000);
    succeeded(end);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(passages.get(partition).synchronisation().kind())
          .isEqualTo(SynchronisationKind.STRONG);
      assertThat(reader.seen().get(partition)).extracting(Counted::count).containsOnly(10L);
    }
  }

  @Test
  void aRouterThatIsLostComesToTheSameDecisions() throws Exception {
    meanwhile =
        () -> {
          if (phase == MigrationPhase.Verifying && router.starts() == 1) {
            router.lose();
          }
        };
    MigrationState end = migrate(BY_COUNT, SIZE / 2, Place.flink(1), Place.light(2), 60_000);
    assertThat(router.starts()).isEqualTo(2);
    succeeded(end);
  }

  @Test
  void whatNeverSynchronisesGoesBackToTheSourceAtTheDeadline() throws Exception {
    WindowSpec large =
        new WindowSpec(null, null, null, new CountWindowSpec(997, null), Map.of("n", "count()"));
    MigrationState end = migrate(large, 0, Place.light(2), Place.light(1), 6_000);
    assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.RolledBack);
    assertThat(end.reason()).isEqualTo("the deadline passed in phase Verifying");
    everyRecordCountsOnce();
    for (List<Counted> of : reader.seen().values()) {
      assertThat(of).extracting(Counted::count).containsOnly(997L);
    }
    nothingIsLeft();
  }

  @Test
  void aDeadLetterMakesItGiveUpWithTheReason() throws Exception {
    meanwhile =
        () -> {
          if (phase == MigrationPhase.Preparing && phaseSteps == 3) {
            load.sendRubbish(0);
          }
          if (phase == MigrationPhase.Verifying && phaseSteps % 20 == 5) {
            load.sendRubbish(0);
          }
        };
    WindowSpec large =
        new WindowSpec(null, null, null, new CountWindowSpec(97, null), Map.of("n", "count()"));
    MigrationState end = migrate(large, 0, Place.light(2), Place.light(1), 60_000);
    assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.RolledBack);
    assertThat(end.reason()).startsWith("partition 0: ").contains("not counted");
    load.sendFor(Duration.ofMillis(300));
    load.flush();
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              reader.poll();
              return reader.total(0) > load.sent() - 97 && reader.total(1) > load.sent() - 97;
            });
    for (List<Counted> of : reader.seen().values()) {
      assertThat(of).extracting(Counted::count).containsOnly(97L);
    }
    nothingIsLeft();
  }

  @Test
  void aStageThatItCannotServeIsRefusedAndNothingIsTouched() throws Exception {
    begin(BY_COUNT, 1);
    StageSpec keyed = new Load(kafka, 1, StageSpec.Delivery.Numbered).pipeline().stages().get(0);
    StrategyRules rules = new StrategyRules("move", "r1", "r2", 1_000);
    MigrationState end =
        drive(
            rules,
            new WindowSynchronisedStrategy(rules, RouterHere.NAME, keyed, 1, 5),
            new StoppingSite(site, "r1", Place.light(1), "r2", Place.light(1)));
    assertThat(end.phase()).isEqualTo(MigrationPhase.Refused);
    assertThat(end.reason()).startsWith("steps[1]: a step that is no window");
    assertThat(admin.listTopics().names().get()).doesNotContain(shadow.name());
  }

  private void succeeded(MigrationState end) throws Exception {
    assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.Succeeded);
    everyRecordCountsOnce();
    nothingIsLeft();
    if (router.starts() == 1) {
      assertThat(reader.repeats()).as("on the raw topic").isZero();
    }
    System.out.printf(
        "WindowSynchronised: %d results, %d repeats, %s%n",
        reader.read(), reader.repeats(), passages);
  }

  /** I1, I2 and I3: without gap and overlap, and in order. */
  private void everyRecordCountsOnce() {
    load.sendFor(Duration.ofMillis(300));
    load.flush();
    await("all results")
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              reader.poll();
              return reader.total(0) > load.sent() - 1_000 && reader.total(1) > load.sent() - 1_000;
            });
    reader.poll();
    reader
        .seen()
        .forEach(
            (partition, results) -> {
              long total = 0;
              long lag = results.get(0).sn() - results.get(0).count();
              for (Counted result : results) {
                total += result.count();
                assertThat(result.sn()).as("of partition " + partition).isEqualTo(total + lag);
              }
            });
  }

  private void nothingIsLeft() throws Exception {
    assertThat(admin.listTopics().names().get()).doesNotContain(shadow.name());
    assertThat(router.isRouterGone()).isTrue();
    assertThat(router.monitor().lastError()).isNull();
    assertThat(site.running()).hasSize(1);
  }

  private void begin(WindowSpec window, long factor) {
    load = new CountLoad(kafka, PARTITIONS, window);
    site =
        new Site(
            load.pipeline(), CountLoad.STAGE, kafka, PARTITIONS, directory.resolve("state"), flink);
    router = new RouterHere(site, "r1", "r2", factor, PARTITIONS);
  }

  private MigrationState migrate(
      WindowSpec window, long factor, Place from, Place to, long deadlineMillis) throws Exception {
    begin(window, factor);
    site.found("r1", from);
    await("first output")
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              load.sendFor(Duration.ofMillis(20));
              reader.poll();
              return reader.read() > 0;
            });
    StrategyRules rules = new StrategyRules("move", "r1", "r2", deadlineMillis);
    return drive(
        rules,
        new WindowSynchronisedStrategy(rules, RouterHere.NAME, load.stage(), 1, factor),
        new StoppingSite(site, "r1", from, "r2", to));
  }

  private MigrationState drive(
      StrategyRules rules, WindowSynchronisedStrategy strategy, StoppingSite place)
      throws Exception {
    MigrationJournal journal =
        new MigrationJournal() {
          @Override
          public void save(MigrationState state) {
            System.out.println(System.currentTimeMillis() % 100_000 + " " + state);
          }

          @Override
          public Wishes wishes() {
            return Wishes.NONE;
          }
        };
    try (ControlLog log = ControlLog.open(kafka, "test", "driver", TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(kafka, "test", "driver", TIMEOUT);
        StrategyDriver driver =
            new StrategyDriver(
                strategy,
                rules,
                STAGE,
                PARTITIONS,
                log,
                progress,
                place,
                new RoutedSurroundings(shadow, PARTITIONS, router),
                journal,
                MigrationState.pending(System.currentTimeMillis()),
                Clock.systemUTC())) {
      while (!driver.state().isOver()) {
        load.sendFor(Duration.ofMillis(10));
        driver.step();
        phaseSteps = driver.state().phase() == phase ? phaseSteps + 1 : 0;
        phase = driver.state().phase();
        meanwhile.run();
      }
      passages = driver.passages();
      return driver.state();
    }
  }
}
