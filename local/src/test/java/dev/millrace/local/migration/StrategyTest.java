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
import dev.millrace.controllog.TransferTopic;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.controllog.strategy.PartitionPassage;
import dev.millrace.controllog.strategy.StrategyDriver;
import dev.millrace.controllog.strategy.StrategySite;
import dev.millrace.controllog.strategy.TemporaryTopic;
import dev.millrace.flink.FlinkCluster;
import dev.millrace.kafka.StageReplica;
import dev.millrace.local.harness.Load;
import dev.millrace.local.harness.NumberedReader;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.MigrationStrategy;
import dev.millrace.stream.strategy.RestartStrategy;
import dev.millrace.stream.strategy.StateTransferStrategy;
import dev.millrace.stream.strategy.StrategyRules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The strategies that stand still move a running stage under load, between real engines over a real
 * broker. An independent reader counts what it costs.
 */
class StrategyTest {
  private static final int PARTITIONS = 4;
  private static final String STAGE = "test." + Load.STAGE;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final StrategyRules RULES = new StrategyRules("move", "r1", "r2", 60_000);

  @TempDir Path directory;
  private EmbeddedKafka broker;
  private KafkaConnection kafka;
  private Admin admin;
  private FlinkCluster flink;
  private Load load;
  private Site site;
  private NumberedReader reader;
  private List<PartitionPassage> passages;
  private boolean oneDriverAPhase;

  static Stream<Arguments> routes() {
    return Stream.of(
        Arguments.of(Place.light(2), Place.light(1)),
        Arguments.of(Place.light(2), Place.flink(2)),
        Arguments.of(Place.flink(1), Place.light(2)));
  }

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    kafka = KafkaConnection.plain(broker.bootstrapServers());
    flink = FlinkCluster.start(8, directory.resolve("flink"));
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    new Topics(admin, Duration.ofSeconds(30))
        .ensure(
            Map.of(Load.INPUT, PARTITIONS, Load.OUTPUT, PARTITIONS, Load.DEAD_LETTERS, PARTITIONS));
    load = new Load(kafka, PARTITIONS, Delivery.Numbered);
    site = new Site(load, kafka, PARTITIONS, directory.resolve("state"), flink);
    reader = new NumberedReader(kafka, Load.OUTPUT, PARTITIONS, false);
  }

  @AfterEach
  void stop() throws Exception {
    reader.close();
    site.close();
    load.close();
    flink.close();
    admin.close();
    broker.close();
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("routes")
  void stateTransferLosesAndRepeatsNothing(Place from, Place to) throws Exception {
    found(from);
    TransferTopic topic = TransferTopic.of(kafka, STAGE);
    MigrationState end =
        migrate(new StateTransferStrategy(RULES), from, to, TemporaryTopic.of(topic, PARTITIONS));
    assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.Succeeded);
    assertThat(admin.listTopics().names().get()).doesNotContain(topic.name());
    everythingIsThereOnce(load.expectedOutputs());
    report("StateTransfer", from, to);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("routes")
  void aRestartWithStateLosesAndRepeatsNothing(Place from, Place to) throws Exception {
    found(from);
    MigrationState end = migrate(new RestartStrategy(RULES, true), from, to, TemporaryTopic.none());
    assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.Succeeded);
    everythingIsThereOnce(load.expectedOutputs());
    report("Restart", from, to);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("routes")
  void aRestartWithoutStateBeginsANewGenerationAtTheVeryNextRecord(Place from, Place to)
      throws Exception {
    found(from);
    MigrationState end =
        migrate(new RestartStrategy(RULES, false), from, to, TemporaryTopic.none());
    assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.Succeeded);
    assertThat(passages).extracting(PartitionPassage::generation).containsOnly(2);
    Map<Integer, Long> births = births();
    Map<String, List<String>> expected =
        load.expectedOutputs(
            1, Map.of(), identity -> identity.sn() <= passages.get(identity.partition()).cut());
    load.expectedOutputs(2, births, identity -> true)
        .forEach(
            (lane, outputs) ->
                expected.computeIfAbsent(lane, none -> new ArrayList<>()).addAll(outputs));
    everythingIsThereOnce(expected);
    report("Restart without state", from, to);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoeverDrivesMayBeReplacedInEveryPhase(boolean withState) throws Exception {
    oneDriverAPhase = true;
    found(Place.light(2));
    MigrationState end =
        migrate(
            new RestartStrategy(RULES, withState),
            Place.light(2),
            Place.light(1),
            TemporaryTopic.none());
    assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.Succeeded);
    assertThat(ownerships().values()).extracting(Ownership::owner).containsOnly("r2");
    if (withState) {
      everythingIsThereOnce(load.expectedOutputs());
    }
  }

  @Test
  void anAbortWhileNobodyTakesTheStateLeavesItToTheSource() throws Exception {
    found(Place.light(2));
    // The target has joined and is gone before the source is asked.
    site.start(StageReplica.follower("r2", Map.of()), Place.light(1));
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> ownerships().values().stream().allMatch(o -> o.incarnation("r2") >= 0));
    site.stop("r2");
    TransferTopic topic = TransferTopic.of(kafka, STAGE);
    MigrationStrategy strategy =
        new StateTransferStrategy(new StrategyRules("m", "r1", "r2", 2_000));
    MigrationState end =
        migrate(
            strategy,
            new StoppingSite(site, "r1", Place.light(2), "r2", Place.light(1)) {
              @Override
              public void deployTarget(Map<Integer, Long> inputFrom) {}
            },
            TemporaryTopic.of(topic, PARTITIONS));
    assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.RolledBack);
    assertThat(end.reason()).contains("the deadline passed in phase Transferring");
    assertThat(admin.listTopics().names().get()).doesNotContain(topic.name());
    everythingIsThereOnce(load.expectedOutputs());
  }

  private void found(Place from) {
    site.found("r1", from);
    await("first output")
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              load.sendFor(Duration.ofMillis(5));
              reader.poll();
              return reader.read() > 0;
            });
  }

  private void everythingIsThereOnce(Map<String, List<String>> expected) {
    int outputs = expected.values().stream().mapToInt(List::size).sum();
    await("all outputs")
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              reader.poll();
              return reader.read() - reader.repeats() >= outputs;
            });
    reader.poll();
    assertThat(reader.seen()).isEqualTo(expected);
    assertThat(reader.repeats()).isZero();
  }

  private void report(String strategy, Place from, Place to) {
    System.out.printf(
        "%s, %s to %s: %d outputs, %d repeats, downtime %s ms%n",
        strategy,
        from,
        to,
        reader.read(),
        reader.repeats(),
        passages.stream().map(PartitionPassage::downtimeMillis).toList());
  }

  private Map<Integer, Ownership> ownerships() throws Exception {
    Map<Integer, Ownership> all = new TreeMap<>();
    try (ControlLog log = ControlLog.open(kafka, "test", "ownerships", TIMEOUT)) {
      log.readToEnd(TIMEOUT);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        all.put(partition, log.ownership(STAGE, partition).orElseThrow());
      }
    }
    return all;
  }

  private Map<Integer, Long> births() throws Exception {
    Map<Integer, Long> births = new TreeMap<>();
    ownerships().forEach((partition, ownership) -> births.put(partition, ownership.birthOffset()));
    return births;
  }

  private MigrationState migrate(
      MigrationStrategy strategy, Place from, Place to, TemporaryTopic temporary) throws Exception {
    return migrate(strategy, new StoppingSite(site, "r1", from, "r2", to), temporary);
  }

  private MigrationState migrate(
      MigrationStrategy strategy, StrategySite place, TemporaryTopic temporary) throws Exception {
    MigrationJournal journal =
        new MigrationJournal() {
          @Override
          public void save(MigrationState state) {}

          @Override
          public Wishes wishes() {
            return Wishes.NONE;
          }
        };
    MigrationState state = MigrationState.pending(System.currentTimeMillis());
    try (ControlLog log = ControlLog.open(kafka, "test", "driver", TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(kafka, "test", "driver", TIMEOUT)) {
      while (!state.isOver()) {
        MigrationPhase began = state.phase();
        try (StrategyDriver driver =
            new StrategyDriver(
                strategy,
                RULES,
                STAGE,
                PARTITIONS,
                log,
                progress,
                place,
                temporary,
                journal,
                state,
                Clock.systemUTC())) {
          do {
            load.sendFor(Duration.ofMillis(10));
            state = driver.step();
          } while (!state.isOver() && (!oneDriverAPhase || state.phase() == began));
          passages = driver.passages();
        }
      }
    }
    load.sendFor(Duration.ofMillis(300));
    load.flush();
    return state;
  }
}
