package dev.millrace.local.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.StageSettings;
import dev.millrace.local.harness.EngineProcess;
import dev.millrace.local.harness.Load;
import dev.millrace.local.harness.NumberedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * Engines as processes, killed with SIGKILL at random moments under load (C3-28): a reader that
 * drops repeated identities sees every output once and in order, byte for byte what one run without
 * a crash in memory computes; with ExactlyOnce a {@code read_committed} reader sees no repeat.
 */
class KilledEngineTest {
  private static final int PARTITIONS = 4;
  private static final String LIGHT = "dev.millrace.light.LightMain";

  @TempDir Path directory;
  private EmbeddedKafka broker;
  private KafkaConnection kafka;

  static Stream<Arguments> engines() {
    List<String> small = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");
    return Stream.of(
        Arguments.of(LIGHT, Delivery.Numbered, 20, small),
        Arguments.of(LIGHT, Delivery.ExactlyOnce, 8, small));
  }

  @BeforeEach
  void startBroker() throws Exception {
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    kafka = KafkaConnection.plain(broker.bootstrapServers());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new Topics(admin, Duration.ofSeconds(30))
          .ensure(
              Map.of(
                  Load.INPUT, PARTITIONS, Load.OUTPUT, PARTITIONS, Load.DEAD_LETTERS, PARTITIONS));
    }
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @ParameterizedTest(name = "{0} {1} killed {2} times")
  @MethodSource("engines")
  void nothingIsLostRepeatedReorderedOrChanged(
      String main, Delivery delivery, int kills, List<String> options) throws Exception {
    Random random = new Random(kills);
    Load load = new Load(kafka, PARTITIONS, delivery);
    StageSettings settings =
        new StageSettings(
            "test",
            load.pipeline(),
            Load.STAGE,
            kafka,
            directory.resolve("state"),
            2,
            Clock.systemUTC());
    EngineProcess engine = new EngineProcess(settings, main, directory.resolve("process"), options);
    boolean committedOnly = delivery == Delivery.ExactlyOnce;
    try (load;
        NumberedReader reader = new NumberedReader(kafka, Load.OUTPUT, PARTITIONS, committedOnly)) {
      engine.start();
      for (int kill = 0; kill < kills; kill++) {
        int before = reader.read();
        load.sendFor(Duration.ofMillis(random.nextInt(400)));
        await("output after kill " + kill)
            .atMost(60, TimeUnit.SECONDS)
            .until(
                () -> {
                  load.sendFor(Duration.ofMillis(5));
                  reader.poll();
                  return reader.read() > before || !engine.isAlive();
                });
        assertThat(engine.isAlive()).as(engine.log()).isTrue();
        load.sendFor(Duration.ofMillis(random.nextInt(300)));
        engine.kill();
        engine.start();
      }
      load.flush();
      Map<String, List<String>> expected = load.expectedOutputs();
      int outputs = expected.values().stream().mapToInt(List::size).sum();
      await("all outputs")
          .atMost(90, TimeUnit.SECONDS)
          .until(
              () -> {
                reader.poll();
                return reader.read() - reader.repeats() >= outputs || !engine.isAlive();
              });
      engine.terminate();
      reader.poll();
      assertThat(reader.seen()).isEqualTo(expected);
      assertThat(outputs).isGreaterThan(1_000);
      if (committedOnly) {
        assertThat(reader.repeats()).isZero();
      }
      System.out.printf(
          "%s %s: %d kills, %d outputs, %d raw repeats%n",
          main, delivery, kills, outputs, reader.repeats());
    }
  }
}
