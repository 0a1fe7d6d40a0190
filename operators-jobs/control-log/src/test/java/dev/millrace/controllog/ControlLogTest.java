package dev.millrace.controllog;

import static dev.millrace.controllog.TestBroker.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.controllog.TestBroker.Broker;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Ownership;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.class)
class ControlLogTest {
  private static final String STAGE = "shop.count";
  private static final Cut CUT = new Cut(7, 1, 2);

  private Broker broker;
  private String pipeline;
  private ControlLog log;
  private ControlLog other;

  @BeforeEach
  void openTwice(Broker shared, TestInfo test) throws Exception {
    broker = shared;
    pipeline = test.getTestMethod().orElseThrow().getName();
    log = broker.log(pipeline, "p1");
    other = broker.log(pipeline, "p2");
  }

  @AfterEach
  void close() {
    log.close();
    other.close();
  }

  @Test
  void twoProcessesSeeTheSame() throws Exception {
    append(log, new Birth(3, "r1", 1, 40));
    Incarnation source = join(log, "r1", 3);
    Incarnation target = join(other, "r2", 3);
    long id = append(log, new Switch(3, "m", "r1", "r2", 0, false));
    append(log, new Drained(3, id, source.id(), CUT));
    append(other, new Opened(3, id, target.id(), CUT.sn()));
    append(other, new Birth(4, "r2", 2, 0));
    log.readToEnd(PATIENCE);
    other.readToEnd(PATIENCE);
    Ownership moved =
        Ownership.NONE
            .after(0, new Birth(3, "r1", 1, 40))
            .after(source.id(), new ControlRecord.Joined(3, "r1"))
            .after(target.id(), new ControlRecord.Joined(3, "r2"))
            .after(id, new Switch(3, "m", "r1", "r2", 0, false))
            .after(id + 1, new Drained(3, id, source.id(), CUT))
            .after(id + 2, new Opened(3, id, target.id(), CUT.sn()));
    assertThat(moved.owner()).isEqualTo("r2");
    assertThat(log.ownership(STAGE, 3)).contains(moved);
    assertThat(other.ownership(STAGE, 3)).contains(moved);
    assertThat(log.ownership(STAGE, 4)).isEqualTo(other.ownership(STAGE, 4));
    assertThat(log.ownership(STAGE, 5)).contains(Ownership.NONE);
    assertThat(log.ownership("shop.other", 3)).contains(Ownership.NONE);
  }

  @Test
  void whoJoinsHasReadUpToItsOwnRecordOfEachPartition() throws Exception {
    append(other, new Birth(0, "r1", 1, 0));
    append(other, new Birth(1, "r2", 1, 0));
    Map<Integer, Incarnation> first = log.join(STAGE, "r1", Set.of(0, 1), PATIENCE);
    Map<Integer, Incarnation> second = other.join(STAGE, "r1", Set.of(0, 1), PATIENCE);
    assertThat(first).containsOnlyKeys(0, 1);
    assertThat(first.get(0).ownership().owner()).isEqualTo("r1");
    assertThat(first.get(1).ownership().owner()).isEqualTo("r2");
    for (int partition = 0; partition < 2; partition++) {
      Incarnation older = first.get(partition);
      Incarnation newer = second.get(partition);
      assertThat(older.ownership().incarnation("r1")).isEqualTo(older.id()).isLessThan(newer.id());
      assertThat(newer.ownership().incarnation("r1")).isEqualTo(newer.id());
    }
  }

  @Test
  void whatAKilledIncarnationHasSentIsVoid() throws Exception {
    append(log, new Birth(0, "r1", 1, 0));
    Incarnation source = join(log, "r1", 0);
    Incarnation killed = join(other, "r2", 0);
    long id = append(log, new Switch(0, "m", "r1", "r2", 0, false));
    append(log, new Drained(0, id, source.id(), CUT));
    Incarnation target = join(other, "r2", 0);
    append(other, new Opened(0, id, killed.id(), CUT.sn()));
    other.readToEnd(PATIENCE);
    assertThat(other.ownership(STAGE, 0).orElseThrow().owner()).isEqualTo("r1");
    append(other, new Opened(0, id, target.id(), CUT.sn()));
    other.readToEnd(PATIENCE);
    assertThat(other.ownership(STAGE, 0).orElseThrow().owner()).isEqualTo("r2");
  }

  @Test
  void aListenerHearsItsOwnPartitionInOrderUntilItsSubscriptionIsClosed() throws Exception {
    append(log, new Cancel(0, 0));
    other.readToEnd(PATIENCE);
    Recording heard = new Recording();
    Subscription subscription = other.subscribe(STAGE, 0, heard);
    long first = append(log, new Cancel(0, 1));
    append(log, new Cancel(1, 2));
    log.append("shop.other", new Cancel(0, 3)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    long last = append(other, new Cancel(0, 4));
    other.readToEnd(PATIENCE);
    assertThat(heard.records).containsExactly(new Cancel(0, 1), new Cancel(0, 4));
    assertThat(heard.offsets).containsExactly(first, last);
    subscription.close();
    append(log, new Cancel(0, 5));
    other.readToEnd(PATIENCE);
    assertThat(heard.records).hasSize(2);
    assertThat(heard.ends).isEmpty();
  }

  @Test
  void aListenerThatFailsIsLetGoAndToldWhileOthersGoOn() throws Exception {
    Recording ends = new Recording();
    Recording healthy = new Recording();
    log.subscribe(STAGE, 0, new Failing(ends));
    log.subscribe(STAGE, 0, healthy);
    long failed = append(log, new Cancel(0, 1));
    append(log, new Cancel(0, 2));
    log.readToEnd(PATIENCE);
    assertThat(healthy.records).hasSize(2);
    assertThat(ends.records).hasSize(1);
    assertThat(ends.ends)
        .singleElement()
        .satisfies(
            end ->
                assertThat(end)
                    .hasMessageContaining(pipeline + ".millrace.control-0 offset " + failed)
                    .hasMessageContaining("shop.count/0"));
    assertThat(log.failedListeners()).isEqualTo(1);
  }

  @Test
  void aRecordThatCannotBeReadEndsTheLogHere() throws Exception {
    Recording heard = new Recording();
    log.subscribe(STAGE, 0, heard);
    byte[] unknown = ControlRecordCodec.toBytes(new Cancel(0, 1));
    unknown[0] = 42;
    long at =
        broker.send(
            new ProducerRecord<>(
                new ControlTopics(pipeline).control(),
                new ControlKey(STAGE, 0).toBytes(),
                unknown));
    String place = pipeline + ".millrace.control-0 offset " + at + ": ";
    assertThatThrownBy(() -> log.readToEnd(PATIENCE))
        .isInstanceOf(ControlLogException.class)
        .hasMessageStartingWith(place)
        .hasMessageContaining("version 42");
    assertThatThrownBy(() -> log.ownership(STAGE, 0)).hasMessageStartingWith(place);
    assertThatThrownBy(() -> log.subscribe(STAGE, 0, heard)).hasMessageStartingWith(place);
    assertThatThrownBy(() -> append(log, new Cancel(0, 2))).hasMessageContaining(place);
    await().until(() -> heard.ends.size() == 1);
    assertThat(heard.records).isEmpty();
  }

  @Test
  void itIsKnownUpToWhichMomentTheLogHasBeenRead() throws Exception {
    long before = System.nanoTime();
    log.readToEnd(PATIENCE);
    long after = System.nanoTime();
    assertThat(log.lastReadToEnd().orElseThrow() - before).isNotNegative();
    await("renewal of an idle log").until(() -> log.lastReadToEnd().orElseThrow() - after > 0);
  }

  @Test
  void aClosedLogSaysSo() throws Exception {
    log.close();
    assertThatThrownBy(() -> log.readToEnd(PATIENCE)).isInstanceOf(ControlLogException.class);
    assertThatThrownBy(() -> append(log, new Cancel(0, 1))).hasMessageContaining("closed here");
  }

  private record Failing(Recording heard) implements ControlListener {
    @Override
    public void read(long offset, ControlRecord record) {
      heard.read(offset, record);
      throw new IllegalStateException("a fault of the listener");
    }

    @Override
    public void ended(ControlLogException reason) {
      heard.ended(reason);
    }
  }

  private static Incarnation join(ControlLog log, String replica, int partition) throws Exception {
    return log.join(STAGE, replica, Set.of(partition), PATIENCE).get(partition);
  }

  private static long append(ControlLog log, ControlRecord record) throws Exception {
    return log.append(STAGE, record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
