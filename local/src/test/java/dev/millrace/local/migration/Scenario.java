package dev.millrace.local.migration;

import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.flink.FlinkCluster;
import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.local.harness.ExpectedOutputs;
import dev.millrace.local.harness.Load;
import dev.millrace.local.harness.NumberedReader;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.step.CustomStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * A stage under load over a real broker, moved again and again, and the independent reader of all
 * that it has ever written.
 */
final class Scenario implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final Path directory;
  private final KafkaConnection kafka;
  private final FlinkCluster flink;
  private final Load load;
  private final Site site;
  private final NumberedReader reader;
  private final ExpectedOutputs expected;
  private final Map<String, Integer> compared = new HashMap<>();
  private EmbeddedKafka broker;
  private String owner = "r1";
  private int replicas = 1;

  Scenario(Path directory, Place first, boolean withFlink) throws Exception {
    this(directory, first, withFlink, null);
  }

  Scenario(Path directory, Place first, boolean withFlink, Class<? extends CustomStep> custom)
      throws Exception {
    this.directory = directory;
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    kafka = KafkaConnection.plain(broker.bootstrapServers());
    try (Admin admin = kafka.admin("setup")) {
      new Topics(admin, Duration.ofSeconds(30))
          .ensure(
              Map.of(
                  Load.INPUT, PARTITIONS, Load.OUTPUT, PARTITIONS, Load.DEAD_LETTERS, PARTITIONS));
    }
    flink = withFlink ? FlinkCluster.start(8, directory.resolve("flink")) : null;
    load = new Load(kafka, PARTITIONS, Delivery.Numbered, custom);
    site = new Site(load, kafka, PARTITIONS, directory.resolve("state"), flink);
    reader = new NumberedReader(kafka, Load.OUTPUT, PARTITIONS, false);
    expected = load.expect();
    site.found(owner, first);
    verify();
  }

  KafkaConnection kafka() {
    return kafka;
  }

  Site site() {
    return site;
  }

  Load load() {
    return load;
  }

  /** The serial number of a record of the input. */
  long snOf(int partition, long offset) {
    expected.advance();
    return expected.snOf(partition, offset);
  }

  /** Deletes all of the input once the owner has processed it. */
  void deleteInput() throws Exception {
    load.flush();
    expected.advance();
    long start = System.nanoTime();
    while (site.running().get(owner).monitor().sum(ReplicaMeter::frontier) < expected.records()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError(owner + " does not catch up");
      }
      expected.advance();
    }
    try (Admin admin = kafka.admin("retention")) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      expected.ends().forEach((at, end) -> all.put(at, RecordsToDelete.beforeOffset(end)));
      admin.deleteRecords(all).all().get(30, TimeUnit.SECONDS);
    }
  }

  String owner() {
    return owner;
  }

  /** The name of a replica that has never been. */
  String newReplica() {
    return "r" + ++replicas;
  }

  void ownerIs(String replica) {
    owner = replica;
  }

  int repeats() {
    return reader.repeats();
  }

  /** Sends for about so long. */
  void load(int millis) {
    for (int i = 0; i <= millis; i++) {
      load.send(1);
      LockSupport.parkNanos(1_000_000);
    }
  }

  void restartBroker() throws Exception {
    int port = broker.port();
    broker.close();
    broker = EmbeddedKafka.start(directory.resolve("kafka"), port);
  }

  /** The reader has every output exactly once, in order, byte for byte. */
  void verify() {
    load(20);
    load.flush();
    long start = System.nanoTime();
    int missing;
    do {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("outputs are missing: " + compare() + ", of " + site.running());
      }
      expected.advance();
      reader.poll();
      missing = compare();
    } while (missing > 0 || compared.isEmpty());
  }

  private int compare() {
    int missing = 0;
    for (var lane : expected.lanes().entrySet()) {
      List<String> want = lane.getValue();
      List<String> have = reader.seen().getOrDefault(lane.getKey(), List.of());
      int at = compared.getOrDefault(lane.getKey(), 0);
      for (; at < Math.min(want.size(), have.size()); at++) {
        if (!want.get(at).equals(have.get(at))) {
          throw new AssertionError(
              "in lane %s at %d the reader has%n%s%nand should have%n%s"
                  .formatted(lane.getKey(), at, have.get(at), want.get(at)));
        }
      }
      compared.put(lane.getKey(), at);
      missing += want.size() - at;
    }
    return missing;
  }

  @Override
  public void close() throws Exception {
    try (load;
        expected;
        reader;
        site) {
      // All of them, in the reverse order.
    } finally {
      if (flink != null) {
        flink.close();
      }
      broker.close();
    }
  }
}
