package dev.millrace.local.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.flink.FlinkCluster;
import dev.millrace.local.harness.LaneSums;
import dev.millrace.local.harness.Load;
import dev.millrace.local.harness.NumberedReader;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.migration.MigrationState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stage that moves again and again under load, between random engines and parallelisms, while
 * partitions fall silent and wake up and one never has a record: an independent reader finds 0
 * duplicates, 0 gaps, 0 reorderings, 0 wrong values. {@code hack/migrations} runs it with more.
 */
class ManyMigrationsTest {
  private static final int PARTITIONS = 8;
  private static final int MIGRATIONS = Integer.getInteger("millrace.migrations", 6);
  private static final long RECORDS = Long.getLong("millrace.records", 40_000);
  private static final long SEED = Long.getLong("millrace.seed", 20_261_126);

  /** Divides the keys so that the last partition gets none. */
  private static final Set<Integer> NEVER = Set.of(PARTITIONS - 1);

  private final Random random = new Random(SEED);

  @TempDir Path directory;

  @Test
  void anIndependentReaderFindsEveryOutputOnceInOrderAndRight() throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        FlinkCluster flink = FlinkCluster.start(8, directory.resolve("flink"))) {
      KafkaConnection kafka = KafkaConnection.plain(broker.bootstrapServers());
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        Map<String, Integer> topics = new TreeMap<>();
        for (String topic : Set.of(Load.INPUT, Load.OUTPUT, Load.DEAD_LETTERS)) {
          topics.put(topic, PARTITIONS);
        }
        new Topics(admin, Duration.ofSeconds(30)).ensure(topics);
      }
      move(kafka, flink);
    }
  }

  private void move(KafkaConnection kafka, FlinkCluster flink) throws Exception {
    LaneSums seen = new LaneSums();
    Load load = new Load(kafka, PARTITIONS, Delivery.Numbered);
    load.quiet(NEVER);
    Site site = new Site(load, kafka, PARTITIONS, directory.resolve("state"), flink);
    AtomicBoolean moved = new AtomicBoolean();
    Map<String, Integer> directions = new TreeMap<>();
    try (load;
        site;
        NumberedReader reader =
            new NumberedReader(kafka, Load.OUTPUT, PARTITIONS, false, seen::add)) {
      Place place = place();
      site.found("r0", place);
      // Not on the common pool: with two cores that is one thread, and Flink needs it to start.
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> send(load, moved), task -> Thread.ofPlatform().daemon().start(task));
      for (int number = 1; number <= MIGRATIONS; number++) {
        Place next = place();
        MigrationState end =
            Moves.move(
                kafka, PARTITIONS, site, "r" + (number - 1), "r" + number, next, reader::poll);
        assertThat(end.phase()).as(number + ": " + end).isEqualTo(MigrationPhase.Succeeded);
        directions.merge(place.engine() + " to " + next.engine(), 1, Integer::sum);
        place = next;
      }
      moved.set(true);
      sending.get(10, TimeUnit.MINUTES);
      LaneSums expected = new LaneSums();
      load.expectedOutputs(expected::add);
      await("all outputs")
          .atMost(120, TimeUnit.SECONDS)
          .until(
              () -> {
                reader.poll();
                return seen.outputs() >= expected.outputs();
              });
      reader.poll();
      assertThat(seen.lines()).isEqualTo(expected.lines());
      assertThat(reader.repeats()).isZero();
      System.out.printf(
          "%d migrations %s, %d records, %d outputs, 0 repeats on the raw topic, seed %d%n",
          MIGRATIONS, directions, load.sent(), expected.outputs(), SEED);
    }
  }

  /** Sends until everything has moved and enough has been sent; partitions come and go. */
  private static void send(Load load, AtomicBoolean moved) {
    Random random = new Random(SEED + 1);
    while (!moved.get() || load.sent() < RECORDS) {
      Set<Integer> quiet = new HashSet<>(NEVER);
      boolean half = random.nextBoolean();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        if (half && random.nextBoolean()) {
          quiet.add(partition);
        }
      }
      load.quiet(quiet);
      load.sendFor(Duration.ofMillis(200 + random.nextInt(800)), 1 + random.nextInt(12));
    }
    load.flush();
  }

  private Place place() {
    int parallelism = 1 + random.nextInt(3);
    return random.nextBoolean() ? Place.light(parallelism) : Place.flink(parallelism);
  }
}
