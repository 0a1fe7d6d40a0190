package dev.millrace.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Map<String, Integer> PARTITIONS = Map.of("in", 2, "transactional", 1);

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(directory, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new Topics(admin, LONG).ensure(PARTITIONS);
    }
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      for (int i = 0; i < 10; i++) {
        producer.send(new ProducerRecord<>("in", i % 2, null, "v" + i)).get();
      }
    }
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", "t"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactional", "v")).get();
      producer.commitTransaction();
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void endsWhenEveryPartitionIsAcknowledgedToItsEnd() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    FakeStage stage =
        new FakeStage("in") {
          @Override
          public Map<Integer, Long> acknowledgedTo() {
            return looks.incrementAndGet() < 5 ? Map.of(0, 5L, 1, 3L) : Map.of(0, 5L, 1, 5L);
          }
        };
    Drain.Result result = drain(stage, LONG);
    assertThat(result.complete()).isTrue();
    assertThat(result.consumed()).containsEntry("p.s", Map.of(0, 5L, 1, 5L));
    assertThat(stage.calls).startsWith("ticks stopped");
    assertThat(looks.get()).as("it has to stay so").isGreaterThanOrEqualTo(6);
  }

  @Test
  void aStageThatStandsStillEndsTheWaiting() throws Exception {
    FakeStage stage =
        new FakeStage("in") {
          @Override
          public Map<Integer, Long> acknowledgedTo() {
            return Map.of(0, 5L, 1, 4L);
          }
        };
    assertThat(drain(stage, Duration.ofMillis(300)).complete()).isFalse();
  }

  @Test
  void aPartitionWithUnacknowledgedOutputsIsNotAtItsEnd() throws Exception {
    FakeStage stage =
        new FakeStage("in") {
          @Override
          public Map<Integer, Long> acknowledgedTo() {
            return Map.of(0, 5L);
          }
        };
    assertThat(drain(stage, Duration.ofMillis(300)).complete()).isFalse();
  }

  @Test
  void theMarkerBehindATransactionIsNothingToRead() throws Exception {
    FakeStage stage =
        new FakeStage("transactional") {
          @Override
          public Map<Integer, Long> acknowledgedTo() {
            return Map.of(0, 1L);
          }
        };
    assertThat(drain(stage, LONG).complete()).isTrue();
  }

  private static Drain.Result drain(RunningStage stage, Duration patience) throws Exception {
    try (InputEnds ends = new InputEnds(kafka.bootstrapServers())) {
      return new Drain(List.of(stage), PARTITIONS, ends).await(patience);
    }
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>(more);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private abstract static class FakeStage implements RunningStage {
    final List<String> calls = new ArrayList<>();
    private final String input;

    FakeStage(String input) {
      this.input = input;
    }

    @Override
    public String name() {
      return "p.s";
    }

    @Override
    public String pool() {
      return "edge";
    }

    @Override
    public String engine() {
      return "light";
    }

    @Override
    public String input() {
      return input;
    }

    @Override
    public StageStatus status() {
      return new StageStatus(0, 0, 0, 0, 0, 0, 0, null);
    }

    @Override
    public void stopTicks() {
      calls.add("ticks stopped");
    }

    @Override
    public void close() {
      calls.add("closed");
    }
  }
}
