package dev.millrace.controllog;

import static dev.millrace.controllog.TestBroker.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.controllog.TestBroker.Broker;
import dev.millrace.stream.handover.Cut;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.class)
class ProgressTopicTest {
  private static final Duration LONG_AGO = Duration.ofMinutes(30);

  private final List<ProgressReport> read = new CopyOnWriteArrayList<>();
  private Broker broker;
  private ProgressTopic topic;
  private String name;

  @BeforeEach
  void open(Broker shared, TestInfo test) throws Exception {
    broker = shared;
    String pipeline = test.getTestMethod().orElseThrow().getName();
    name = new ControlTopics(pipeline).progress();
    topic = ProgressTopic.open(broker.kafka(), pipeline, "p1", PATIENCE);
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void reportsArriveAsTheyWereWrittenAlsoThoseFromBeforeTheReader() {
    ProgressReport early =
        new ProgressReport(
            "shop.count",
            3,
            2,
            "r1",
            17,
            103,
            120,
            55,
            1L << 33,
            99,
            new OutputTimes(90, 1L << 40, 98, 3, 250_000),
            "no chunk in time",
            List.of(new Cut(98, -1, Long.MIN_VALUE), new Cut(99, 1, 2)),
            List.of(new LocatedCut(new Cut(99, 1, Long.MAX_VALUE), 1L << 40)));
    ProgressReport later =
        new ProgressReport("shop.count", 4, 2, "r2", 0, 0, 0, 0, null, List.of());
    try (ProgressWriter writer = topic.writer()) {
      writer.report(early);
      await().until(() -> writer.written() == 1);
      try (ProgressReader reader = topic.read(LONG_AGO, read::add)) {
        await().until(() -> read.size() == 1);
        writer.report(later);
        await().until(() -> read.size() == 2);
        assertThat(read).containsExactly(early, later);
        assertThat(reader.unreadable()).isZero();
        assertThat(reader.gaps()).isZero();
      }
      assertThat(writer.dropped()).isZero();
      assertThat(writer.failed()).isZero();
    }
  }

  @Test
  void whatWasTakenBeforeTheWriterIsClosedIsWritten() {
    ProgressWriter writer = topic.writer();
    for (int i = 0; i < 100; i++) {
      writer.report(report(i));
    }
    await().until(() -> writer.written() > 0);
    writer.close();
    assertThat(writer.written() + writer.failed() + writer.dropped()).isEqualTo(100);
  }

  @Test
  void aRecordThatCannotBeReadAndACallbackThatFailsAreCountedAndLeftOut() throws Exception {
    byte[] key = ProgressCodec.keyOf(report(0));
    byte[] unknown = ProgressCodec.toBytes(report(1));
    unknown[0] = 9;
    broker.send(new ProducerRecord<>(name, key, unknown));
    broker.send(new ProducerRecord<>(name, null, unknown));
    broker.send(new ProducerRecord<>(name, key, ProgressCodec.toBytes(report(2))));
    broker.send(new ProducerRecord<>(name, key, ProgressCodec.toBytes(report(3))));
    try (ProgressReader reader = topic.read(LONG_AGO, this::failAtTwo)) {
      await().until(() -> read.contains(report(3)));
      assertThat(read).containsExactly(report(3));
      assertThat(reader.unreadable()).isEqualTo(2);
      assertThat(reader.failedCallbacks()).isEqualTo(1);
    }
  }

  private void failAtTwo(ProgressReport report) {
    if (report.frontierReported() == 2) {
      throw new IllegalStateException("a fault of the callback");
    }
    read.add(report);
  }

  private static ProgressReport report(long frontier) {
    return new ProgressReport(
        "shop.count", 0, 1, "r1", 4, frontier, frontier + 3, frontier, null, List.of());
  }
}
