package dev.millrace.controllog;

import static dev.millrace.controllog.TestBroker.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.snapshot.SnapshotChunk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes and comes back; each test has its own. */
class BrokerLossTest {
  private static final String STAGE = "shop.count";

  @TempDir Path directory;
  private EmbeddedKafka broker;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedKafka.start(directory, 0);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aSubscriptionGoesOnWhenTheBrokerIsBack() throws Exception {
    try (ControlLog log = open()) {
      Recording heard = new Recording();
      log.subscribe(STAGE, 0, heard);
      append(log, new Birth(0, "r1", 1, 0));
      log.readToEnd(PATIENCE);

      broker.close();
      long gone = System.nanoTime();
      assertThatThrownBy(() -> append(log, new Cancel(0, 1)))
          .hasRootCauseInstanceOf(org.apache.kafka.common.errors.TimeoutException.class)
          .hasMessageContaining(
              "cannot append Cancel of shop.count/0 to shop.millrace.control-0 at "
                  + broker.bootstrapServers());
      assertThatThrownBy(() -> log.readToEnd(Duration.ofMillis(100)))
          .isInstanceOf(ControlLogException.class)
          .hasMessageContaining("no answer in time");
      assertThat(log.lastReadToEnd().orElseThrow() - gone).isNegative();

      broker = EmbeddedKafka.start(directory, broker.port());
      long last = append(log, new Cancel(0, 2));
      log.readToEnd(PATIENCE);
      assertThat(heard.records).isEqualTo(List.of(new Birth(0, "r1", 1, 0), new Cancel(0, 2)));
      assertThat(heard.offsets).containsExactly(0L, last);
      assertThat(heard.ends).isEmpty();
      long back = System.nanoTime();
      await().until(() -> log.lastReadToEnd().orElseThrow() - back > 0);
    }
  }

  @Test
  void reportsAreDroppedAndCountedWhileThereIsNoBroker() throws Exception {
    KafkaConnection kafka = KafkaConnection.plain(broker.bootstrapServers());
    try (ProgressTopic topic = ProgressTopic.open(kafka, "shop", "p1", PATIENCE)) {
      ProgressWriter writer = topic.writer();
      writer.report(report(-1));
      await().until(() -> writer.written() == 1);
      broker.close();
      int reports = 5_000;
      for (int i = 0; i < reports; i++) {
        writer.report(report(i));
      }
      assertThat(writer.dropped()).isGreaterThan(3_000);
      writer.close();
      writer.report(report(reports));
      assertThat(writer.written()).isEqualTo(1);
      assertThat(writer.dropped() + writer.failed()).isEqualTo(reports + 1);
      assertThat(writer.failed()).isPositive();
    }
  }

  @Test
  void aSnapshotIsGivenUpWhenNoBrokerTakesIt() throws Exception {
    KafkaConnection kafka = KafkaConnection.plain(broker.bootstrapServers());
    SnapshotTopic topic = SnapshotTopic.open(kafka, "shop", "p1", PATIENCE);
    List<SnapshotChunk> chunks = TestSnapshot.of(200_000).chunks("m", 0);
    assertThat(chunks).hasSizeGreaterThan(5);
    try (SnapshotSender sender = topic.sender("m", 0, Duration.ofSeconds(1))) {
      sender.accept(chunks.get(0));
      sender.awaitAcknowledged();
      broker.close();
      assertThatThrownBy(
              () -> {
                for (SnapshotChunk chunk : chunks.subList(1, chunks.size())) {
                  sender.accept(chunk);
                }
              })
          .isInstanceOf(ControlLogException.class)
          .hasMessageContaining("cannot send snapshot m/0 to shop.millrace.snapshots-0 at");
      assertThatThrownBy(sender::awaitAcknowledged).isInstanceOf(ControlLogException.class);
    }
  }

  private static ProgressReport report(long frontier) {
    return new ProgressReport(
        STAGE, 0, 1, "r1", 4, frontier, frontier + 3, frontier, null, List.of());
  }

  private ControlLog open() throws Exception {
    return ControlLog.open(
        KafkaConnection.plain(broker.bootstrapServers()), "shop", "p1", PATIENCE);
  }

  private static long append(ControlLog log, ControlRecord record) throws Exception {
    return log.append(STAGE, record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
