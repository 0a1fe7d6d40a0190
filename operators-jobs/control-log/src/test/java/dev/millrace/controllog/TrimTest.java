package dev.millrace.controllog;

import static dev.millrace.controllog.TestBroker.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.controllog.TestBroker.Broker;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Ownership;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.class)
class TrimTest {
  private static final String STAGE = "shop.count";

  private static final String LARGE = "k".repeat(700_000);

  private Broker broker;
  private String pipeline;
  private ControlLog log;

  @BeforeEach
  void open(Broker shared, TestInfo test) throws Exception {
    broker = shared;
    pipeline = test.getTestMethod().orElseThrow().getName();
    log = broker.log(pipeline, "p1");
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void anEmptyLogStaysAsItIs() throws Exception {
    assertThat(log.trim(PATIENCE)).isZero();
    assertThat(log.readToEnd(PATIENCE)).isZero();
  }

  @Test
  void aHandoverGoesOnOverATrimmedLog() throws Exception {
    append(new Birth(0, "r1", 1, 0));
    append(new Birth(1, "r2", 1, 5));
    Incarnation source = join("r1");
    Incarnation target = join("r2");
    long id = append(new Switch(0, "m", "r1", "r2", 0, false));
    append(new Drained(0, id, source.id(), new Cut(9, 8, 7)));
    log.readToEnd(PATIENCE);
    Map<Integer, Optional<Ownership>> before = said(log);

    long begin = log.trim(PATIENCE);

    assertThat(begin).isEqualTo(id + 2);
    assertThat(beginOfTopic()).isEqualTo(begin);
    try (ControlLog late = broker.log(pipeline, "p2")) {
      late.readToEnd(PATIENCE);
      assertThat(said(late)).isEqualTo(before).isEqualTo(said(log));
      append(late, STAGE, new Opened(0, id, target.id(), 9));
      append(late, "shop.new", new Birth(0, "r3", 1, 0));
      late.readToEnd(PATIENCE);
      log.readToEnd(PATIENCE);
      assertThat(late.ownership(STAGE, 0).orElseThrow().owner()).isEqualTo("r2");
      assertThat(late.ownership("shop.new", 0).orElseThrow().owner()).isEqualTo("r3");
      assertThat(said(late)).isEqualTo(said(log));
      // A second time, by the one that has never read the whole.
      assertThat(late.trim(PATIENCE)).isGreaterThan(begin);
    }
    try (ControlLog latest = broker.log(pipeline, "p3")) {
      latest.readToEnd(PATIENCE);
      log.readToEnd(PATIENCE);
      assertThat(said(latest)).isEqualTo(said(log));
      assertThat(latest.ownership("shop.new", 0).orElseThrow().owner()).isEqualTo("r3");
    }
  }

  @Test
  void whoIsBehindATrimIsToldAndFoldsTheSameWhenItReadsOn() throws Exception {
    Holding held = new Holding();
    try (ControlLog slow = broker.log(pipeline, "p2")) {
      slow.subscribe(STAGE, 0, held);
      append(new Birth(0, "r1", 1, 0));
      await().until(() -> held.recording.records.size() == 1);
      // The first may have been fetched already; both are more than one fetch brings.
      append(new Diverged(0, 0, 0, 0, LARGE));
      append(new Diverged(0, 0, 0, 0, LARGE));
      log.trim(PATIENCE);
      held.release.countDown();
      await().until(() -> held.recording.ends.size() == 1);
      assertThat(held.recording.ends.get(0))
          .hasMessageContaining(pipeline + ".millrace.control-0 begins at offset 3 now")
          .hasMessageContaining("Join anew");
      slow.readToEnd(PATIENCE);
      assertThat(said(slow)).isEqualTo(said(log));
      Recording again = new Recording();
      slow.subscribe(STAGE, 0, again);
      Incarnation joined = slow.join(STAGE, "r1", Set.of(0), PATIENCE).get(0);
      assertThat(joined.ownership().owner()).isEqualTo("r1");
      assertThat(again.offsets).containsExactly(joined.id());
    }
  }

  /** Stops the follower at its first record. */
  private static final class Holding implements ControlListener {
    final Recording recording = new Recording();
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public void read(long offset, ControlRecord record) {
      recording.read(offset, record);
      try {
        assertThat(release.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void ended(ControlLogException reason) {
      recording.ended(reason);
    }
  }

  private static Map<Integer, Optional<Ownership>> said(ControlLog log) throws Exception {
    return Map.of(0, log.ownership(STAGE, 0), 1, log.ownership(STAGE, 1));
  }

  private long beginOfTopic() throws Exception {
    TopicPartition partition = new TopicPartition(new ControlTopics(pipeline).control(), 0);
    return broker
        .admin()
        .listOffsets(Map.of(partition, OffsetSpec.earliest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private Incarnation join(String replica) throws Exception {
    return log.join(STAGE, replica, Set.of(0), PATIENCE).get(0);
  }

  private long append(ControlRecord record) throws Exception {
    return append(log, STAGE, record);
  }

  private static long append(ControlLog log, String stage, ControlRecord record) throws Exception {
    return log.append(stage, record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
