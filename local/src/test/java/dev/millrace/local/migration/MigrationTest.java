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
import dev.millrace.controllog.migration.MigrationDriver;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.controllog.migration.PartitionProof;
import dev.millrace.flink.FlinkCluster;
import dev.millrace.local.harness.Load;
import dev.millrace.local.harness.NumberedReader;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.migration.MigrationRules;
import dev.millrace.stream.migration.MigrationState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A running stage moves under load between real engines over a real broker: an independent reader
 * finds every output once, in order, byte for byte what one run without any move computes.
 */
class MigrationTest {
  private static final int PARTITIONS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path directory;
  private EmbeddedKafka broker;
  private KafkaConnection kafka;
  private FlinkCluster flink;

  static Stream<Arguments> routes() {
    return Stream.of(
        Arguments.of(Place.light(2), Place.light(1), Delivery.Numbered),
        Arguments.of(Place.light(2), Place.flink(2), Delivery.Numbered),
        Arguments.of(Place.flink(1), Place.light(2), Delivery.Numbered),
        Arguments.of(Place.flink(1), Place.flink(3), Delivery.Numbered));
  }

  @BeforeEach
  void startBroker() throws Exception {
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    kafka = KafkaConnection.plain(broker.bootstrapServers());
    flink = FlinkCluster.start(8, directory.resolve("flink"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new Topics(admin, Duration.ofSeconds(30))
          .ensure(
              Map.of(
                  Load.INPUT, PARTITIONS, Load.OUTPUT, PARTITIONS, Load.DEAD_LETTERS, PARTITIONS));
    }
  }

  @AfterEach
  void stopBroker() throws Exception {
    flink.close();
    broker.close();
  }

  @ParameterizedTest(name = "{0} to {1}, {2}")
  @MethodSource("routes")
  void nothingIsLostRepeatedReorderedOrChanged(Place from, Place to, Delivery delivery)
      throws Exception {
    Load load = new Load(kafka, PARTITIONS, delivery);
    Site site = new Site(load, kafka, PARTITIONS, directory.resolve("state"), flink);
    boolean committedOnly = delivery == Delivery.ExactlyOnce;
    try (load;
        site;
        NumberedReader reader = new NumberedReader(kafka, Load.OUTPUT, PARTITIONS, committedOnly)) {
      site.found("r1", from);
      await("first output")
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () -> {
                load.sendFor(Duration.ofMillis(5));
                reader.poll();
                return reader.read() > 0;
              });
      MigrationState end = migrate(site, load, "r1", "r2", to);
      assertThat(end.phase()).as(end.toString()).isEqualTo(MigrationPhase.Succeeded);
      load.sendFor(Duration.ofMillis(300));
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
      reader.poll();
      assertThat(reader.seen()).isEqualTo(expected);
      assertThat(reader.repeats()).isZero();
      System.out.printf("%s to %s: %d outputs%n", from, to, outputs);
    }
  }

  private MigrationState migrate(Site site, Load load, String source, String target, Place place)
      throws Exception {
    List<MigrationState> saved = new ArrayList<>();
    MigrationJournal journal =
        new MigrationJournal() {
          @Override
          public void save(MigrationState state) {
            System.out.println(System.currentTimeMillis() % 100000 + " " + state);
            saved.add(state);
          }

          @Override
          public Wishes wishes() {
            return Wishes.NONE;
          }
        };
    MigrationRules rules =
        new MigrationRules("move", source, target, 500, 200, false, 300, 30_000, 200);
    try (ControlLog log = ControlLog.open(kafka, "test", "driver", TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(kafka, "test", "driver", TIMEOUT);
        MigrationDriver driver =
            new MigrationDriver(
                rules,
                "test." + Load.STAGE,
                PARTITIONS,
                log,
                progress,
                site.of(source, target, place),
                journal,
                MigrationState.pending(System.currentTimeMillis()),
                Clock.systemUTC())) {
      while (!driver.state().isOver()) {
        load.sendFor(Duration.ofMillis(20));
        driver.step();
      }
      // What the replicas say of their outputs may come after the end.
      while (!driver.proofs().stream().allMatch(proof -> proof.outputGapMillis() != null)) {
        load.sendFor(Duration.ofMillis(20));
      }
      for (PartitionProof proof : driver.proofs()) {
        System.out.println(
            proof + " " + (proof.openedAtMillis() - proof.switchedAtMillis()) + " ms");
      }
      return driver.state();
    }
  }
}
