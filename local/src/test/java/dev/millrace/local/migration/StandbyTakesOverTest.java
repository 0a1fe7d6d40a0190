package dev.millrace.local.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.StandbyDriver;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import dev.millrace.local.harness.EngineProcess;
import dev.millrace.local.harness.Load;
import dev.millrace.local.harness.NumberedReader;
import dev.millrace.stream.migration.Standby;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process that owns a stage is killed, its standby takes over; the killed one comes back and
 * stands by, and takes over in its turn. Readers that drop repeats see every output once and in
 * order; with ExactlyOnce nothing is repeated at all.
 */
class StandbyTakesOverTest {
  private static final int PARTITIONS = 4;
  private static final long DETECTION_MILLIS = 2_500;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> SMALL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void nothingIsLostAndNothingRepeatedForReadersThatDropRepeats(Delivery delivery)
      throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("kafka"), 0)) {
      KafkaConnection kafka = KafkaConnection.plain(broker.bootstrapServers());
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        new Topics(admin, Duration.ofSeconds(30))
            .ensure(
                Map.of(
                    Load.INPUT,
                    PARTITIONS,
                    Load.OUTPUT,
                    PARTITIONS,
                    Load.DEAD_LETTERS,
                    PARTITIONS));
      }
      takeOver(kafka, delivery);
    }
  }

  private void takeOver(KafkaConnection kafka, Delivery delivery) throws Exception {
    Load load = new Load(kafka, PARTITIONS, delivery);
    EngineProcess a = process(load, kafka, StageReplica.founder("a"));
    EngineProcess b = process(load, kafka, StageReplica.follower("b", Map.of()));
    try (load;
        NumberedReader reader =
            new NumberedReader(kafka, Load.OUTPUT, PARTITIONS, delivery == Delivery.ExactlyOnce);
        ControlLog log = ControlLog.open(kafka, "test", "standby", TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(kafka, "test", "standby", TIMEOUT)) {
      a.start();
      b.start();
      until("the first outputs", load, reader, null, () -> reader.read() > 0);
      killAndTakeOver("a", a, "b", load, reader, log, progress);
      a.start();
      killAndTakeOver("b", b, "a", load, reader, log, progress);
      load.flush();
      Map<String, List<String>> expected = load.expectedOutputs();
      int outputs = expected.values().stream().mapToInt(List::size).sum();
      await("all outputs")
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () -> {
                reader.poll();
                return reader.read() - reader.repeats() >= outputs;
              });
      assertThat(reader.seen()).isEqualTo(expected);
      if (delivery == Delivery.ExactlyOnce) {
        assertThat(reader.repeats()).isZero();
      }
      System.out.printf(
          "standby, %s: 2 take-overs, %d outputs, %d raw repeats%n",
          delivery, outputs, reader.repeats());
    } finally {
      a.kill();
      b.kill();
    }
  }

  private void killAndTakeOver(
      String owner,
      EngineProcess process,
      String standby,
      Load load,
      NumberedReader reader,
      ControlLog log,
      ProgressTopic progress)
      throws Exception {
    Standby rules = new Standby(standby + "-stands-by", standby, DETECTION_MILLIS);
    try (StandbyDriver driver =
        new StandbyDriver(rules, "test." + Load.STAGE, PARTITIONS, log, progress)) {
      until(standby + " follows", load, reader, driver, () -> driver.isReady());
      process.kill();
      until(standby + " owns everything", load, reader, driver, () -> allOwnedBy(log, standby));
      int before = reader.read();
      until("outputs of " + standby, load, reader, driver, () -> reader.read() > before);
    }
  }

  private static boolean allOwnedBy(ControlLog log, String replica) throws Exception {
    boolean all = true;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      all &= replica.equals(log.ownership("test." + Load.STAGE, partition).orElseThrow().owner());
    }
    return all;
  }

  /** Sends, reads and steps until something holds. */
  private static void until(
      String what, Load load, NumberedReader reader, StandbyDriver driver, Callable<Boolean> holds)
      throws Exception {
    await(what)
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              load.sendFor(Duration.ofMillis(20));
              if (driver != null) {
                driver.step();
              }
              reader.poll();
              return holds.call();
            });
  }

  private EngineProcess process(Load load, KafkaConnection kafka, StageReplica replica) {
    StageSettings settings =
        new StageSettings(
            "test",
            load.pipeline(),
            Load.STAGE,
            kafka,
            directory.resolve("state-" + replica.name()),
            2,
            replica,
            Clock.systemUTC(),
            StageSettings.AS_COMPILED);
    return new EngineProcess(
        settings,
        "dev.millrace.light.LightMain",
        directory.resolve("process-" + replica.name()),
        SMALL);
  }
}
