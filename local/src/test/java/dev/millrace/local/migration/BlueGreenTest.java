package dev.millrace.local.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.local.harness.Load;
import dev.millrace.local.harness.PlainCopy;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the strategies are compared with: a second copy of the stage beside the first, then the
 * first is killed, and nobody coordinates. It repeats, or it loses; which of the two depends on
 * where the second one begins. If a change makes it do neither, the comparison is not fair.
 */
class BlueGreenTest {
  private static final int PARTITIONS = 4;

  @TempDir Path directory;
  private EmbeddedKafka broker;
  private KafkaConnection kafka;
  private Load load;
  private StagePlan plan;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    kafka = KafkaConnection.plain(broker.bootstrapServers());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new Topics(admin, Duration.ofSeconds(30))
          .ensure(Map.of(Load.INPUT, PARTITIONS, Load.OUTPUT, PARTITIONS));
    }
    load = new Load(kafka, PARTITIONS, Delivery.Numbered);
    plan = StageCompiler.compile("test", load.pipeline(), Load.STAGE);
  }

  @AfterEach
  void stop() {
    load.close();
    broker.close();
  }

  @Test
  void fromTheBeginningItRepeatsWhatTheFirstCopyHasWritten() throws Exception {
    Tally tally = move(false);
    assertThat(tally.repeats()).isPositive();
    assertThat(tally.lost()).isZero();
    assertThat(tally.wrong()).isZero();
    System.out.println("BlueGreen from the beginning: " + tally);
  }

  @Test
  void fromNowOnItLosesWhatTheFirstCopyKnew() throws Exception {
    Tally tally = move(true);
    assertThat(tally.lost()).isPositive();
    assertThat(tally.wrong()).isPositive();
    System.out.println("BlueGreen from now on: " + tally);
  }

  /**
   * What an independent reader finds.
   *
   * @param expected outputs of one run without any move
   * @param repeats further copies of those
   * @param lost of those, how many are not there
   * @param wrong outputs that are none of those
   */
  private record Tally(long expected, long repeats, long lost, long wrong) {}

  private Tally move(boolean fromNow) throws Exception {
    PlainCopy blue = PlainCopy.start("blue", kafka, plan, PARTITIONS, false);
    await("blue").atMost(60, TimeUnit.SECONDS).until(() -> sent(blue, 200));
    try (PlainCopy green = PlainCopy.start("green", kafka, plan, PARTITIONS, fromNow)) {
      await("green").atMost(60, TimeUnit.SECONDS).until(() -> sent(green, 200));
      blue.kill();
      long before = green.written();
      await("green alone").atMost(60, TimeUnit.SECONDS).until(() -> sent(green, before + 200));
      load.flush();
      Map<String, Integer> expected = expected();
      return tally(expected, green, fromNow ? 0 : size(expected));
    }
  }

  private boolean sent(PlainCopy copy, long outputs) {
    load.sendFor(Duration.ofMillis(20));
    return copy.written() >= outputs;
  }

  private Tally tally(Map<String, Integer> expected, PlainCopy green, long outputsOfGreen) {
    List<TopicPartition> all = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      all.add(new TopicPartition(Load.OUTPUT, p));
    }
    // Green has no position that anybody knows: that it writes nothing more is all there is to see.
    long[] last = {-1};
    await("green has processed all")
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(500, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              boolean still = green.written() == last[0] && last[0] >= outputsOfGreen;
              last[0] = green.written();
              return still;
            });
    Map<String, Integer> found = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("tally", false)) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          found.merge(text(record.timestamp(), record.key(), record.value()), 1, Integer::sum);
        }
      }
    }
    long repeats = 0;
    long lost = 0;
    for (Map.Entry<String, Integer> one : expected.entrySet()) {
      int times = found.getOrDefault(one.getKey(), 0);
      repeats += Math.max(0, times - one.getValue());
      lost += Math.max(0, one.getValue() - times);
      found.remove(one.getKey());
    }
    return new Tally(size(expected), repeats, lost, size(found));
  }

  private Map<String, Integer> expected() {
    Map<String, Integer> expected = new HashMap<>();
    for (List<String> lane : load.expectedOutputs().values()) {
      for (String output : lane) {
        // Without its identity, since a plain copy writes none.
        expected.merge(output.substring(output.indexOf("] ") + 2), 1, Integer::sum);
      }
    }
    return expected;
  }

  private static long size(Map<String, Integer> bag) {
    return bag.values().stream().mapToLong(Integer::longValue).sum();
  }

  private static String text(long timestamp, byte[] key, byte[] value) {
    return timestamp
        + " "
        + new String(key, StandardCharsets.UTF_8)
        + " "
        + new String(value, StandardCharsets.UTF_8);
  }
}
