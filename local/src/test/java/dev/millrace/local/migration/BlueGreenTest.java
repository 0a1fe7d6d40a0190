package dev.millrace.local.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.local.bench.copies.PlainCopy;
import dev.millrace.local.harness.Load;
import dev.millrace.local.harness.RawReader;
import dev.millrace.local.harness.RawTally;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
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
    RawTally tally = move(false);
    assertThat(tally.repeats()).isPositive();
    assertThat(tally.lost()).isZero();
    assertThat(tally.wrong()).isZero();
    System.out.println("BlueGreen from the beginning: " + tally);
  }

  @Test
  void fromNowOnItLosesWhatTheFirstCopyKnew() throws Exception {
    RawTally tally = move(true);
    assertThat(tally.lost()).isPositive();
    assertThat(tally.wrong()).isPositive();
    System.out.println("BlueGreen from now on: " + tally);
  }

  private RawTally move(boolean fromNow) throws Exception {
    PlainCopy blue = PlainCopy.start("blue", kafka, plan, PARTITIONS, false);
    await("blue").atMost(60, TimeUnit.SECONDS).until(() -> sent(blue, 200));
    try (PlainCopy green = PlainCopy.start("green", kafka, plan, PARTITIONS, fromNow)) {
      await("green").atMost(60, TimeUnit.SECONDS).until(() -> sent(green, 200));
      blue.kill();
      long before = green.written();
      await("green alone").atMost(60, TimeUnit.SECONDS).until(() -> sent(green, before + 200));
      load.flush();
      return tally(green, fromNow ? 0 : RawTally.of(load, Map.of()).expected());
    }
  }

  private boolean sent(PlainCopy copy, long outputs) {
    load.sendFor(Duration.ofMillis(20));
    return copy.written() >= outputs;
  }

  private RawTally tally(PlainCopy green, long outputsOfGreen) {
    // Green has no position that anybody knows: that it writes nothing more is all there is to see.
    long[] last = {-1};
    try (RawReader reader = new RawReader(kafka, Load.OUTPUT, PARTITIONS)) {
      await("green has processed all")
          .atMost(60, TimeUnit.SECONDS)
          .pollInterval(500, TimeUnit.MILLISECONDS)
          .until(
              () -> {
                reader.poll();
                boolean still = green.written() + reader.read() == last[0];
                last[0] = green.written() + reader.read();
                return still && green.written() >= outputsOfGreen;
              });
      return RawTally.of(load, reader.found());
    }
  }
}
