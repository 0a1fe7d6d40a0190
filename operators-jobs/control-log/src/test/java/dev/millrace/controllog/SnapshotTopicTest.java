package dev.millrace.controllog;

import static dev.millrace.controllog.TestBroker.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controllog.TestBroker.Broker;
import dev.millrace.stream.snapshot.CorruptSnapshotException;
import dev.millrace.stream.snapshot.SnapshotChunk;
import dev.millrace.stream.state.CellSink;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.PartitionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.class)
class SnapshotTopicTest {
  private static final int PARTITION = 3;

  private final List<HashState> stores = new ArrayList<>();
  private Broker broker;
  private String name;
  private SnapshotTopic topic;

  @BeforeEach
  void open(Broker shared, TestInfo test) throws Exception {
    broker = shared;
    String pipeline = test.getTestMethod().orElseThrow().getName();
    name = new ControlTopics(pipeline).snapshots();
    topic = SnapshotTopic.open(broker.kafka(), pipeline, "p1", PATIENCE);
  }

  @Test
  void aSnapshotOfManyChunksArrivesAmongOthers() throws Exception {
    TestSnapshot snapshot = TestSnapshot.of(200_000);
    send(TestSnapshot.of(3), "other", PARTITION);
    // Another partition of the same migration, in the same partition of the topic.
    send(TestSnapshot.of(4), "m", PARTITION + ControlTopics.SNAPSHOT_PARTITIONS);
    send(snapshot, "m", PARTITION);
    LoadedSnapshot loaded = load();
    assertThat(snapshot.chunks("m", PARTITION).size()).isGreaterThan(5);
    assertThat(PartitionState.digestOf(stores.get(0))).isEqualTo(snapshot.digest());
    assertThat(loaded.image().stage()).isEqualTo(snapshot.image().stage());
    assertThat(loaded.strayChunks()).isZero();
    assertThat(loaded.bytes())
        .isEqualTo(
            snapshot.chunks("m", PARTITION).stream().mapToLong(c -> c.toBytes().length).sum());
  }

  @Test
  void aSenderThatBeginsAnewIsFollowed() throws Exception {
    TestSnapshot abandoned = TestSnapshot.of(60_000);
    TestSnapshot complete = TestSnapshot.of(50_000);
    List<SnapshotChunk> first = abandoned.chunks("m", PARTITION);
    assertThat(first).hasSizeGreaterThan(1);
    try (SnapshotSender old = topic.sender("m", PARTITION, PATIENCE)) {
      old.accept(first.get(0));
      old.awaitAcknowledged();
      List<SnapshotChunk> second = complete.chunks("m", PARTITION);
      try (SnapshotSender anew = topic.sender("m", PARTITION, PATIENCE)) {
        anew.accept(second.get(0));
        anew.awaitAcknowledged();
        // Late chunks of the first attempt do not disturb the second.
        old.accept(first.get(1));
        old.awaitAcknowledged();
        for (SnapshotChunk chunk : second.subList(1, second.size())) {
          anew.accept(chunk);
        }
        anew.awaitAcknowledged();
      }
    }
    LoadedSnapshot loaded = load();
    assertThat(PartitionState.digestOf(stores.get(1))).isEqualTo(complete.digest());
    assertThat(loaded.strayChunks()).isEqualTo(2);
    assertThat(stores).hasSize(2);
  }

  @Test
  void aCorruptChunkIsNamedWithItsPlace() throws Exception {
    List<SnapshotChunk> chunks = TestSnapshot.of(60_000).chunks("m", PARTITION);
    byte[] broken = chunks.get(1).toBytes();
    broken[broken.length / 2] ^= 1;
    long first = sendRaw(chunks.get(0).toBytes(), -1);
    long second = sendRaw(broken, first);
    assertThatThrownBy(this::load)
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageStartingWith("snapshot m/3, chunk 1, %s-3 offset %d: ".formatted(name, second))
        .hasMessageContaining("CRC");
  }

  @Test
  void aMissingChunkIsNamedWithItsPlace() throws Exception {
    List<SnapshotChunk> chunks = TestSnapshot.of(120_000).chunks("m", PARTITION);
    assertThat(chunks).hasSizeGreaterThan(2);
    long first = sendRaw(chunks.get(0).toBytes(), -1);
    long third = sendRaw(chunks.get(2).toBytes(), first);
    assertThatThrownBy(this::load)
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("chunk 1, %s-3 offset %d: chunk 2 where 1 is due", name, third);
  }

  @Test
  void aSnapshotThatDoesNotEndIsWaitedForAndNoLonger() throws Exception {
    sendRaw(TestSnapshot.of(60_000).chunks("m", PARTITION).get(0).toBytes(), -1);
    assertThatThrownBy(() -> topic.load("m", PARTITION, HashState::new, Duration.ofSeconds(3)))
        .isInstanceOf(ControlLogException.class)
        .hasMessageContaining("cannot read chunk 1 of snapshot m/3 from " + name + "-3")
        .hasMessageContaining("no answer in time");
  }

  @Test
  void whatASinkThrowsEndsTheLoad() throws Exception {
    send(TestSnapshot.of(3), "m", PARTITION);
    IOException full = new IOException("no room");
    CellSink sink =
        (step, key, instance, cell) -> {
          throw new UncheckedIOException(full);
        };
    assertThatThrownBy(() -> topic.load("m", PARTITION, () -> sink, PATIENCE)).isSameAs(full);
  }

  @Test
  void aChunkOfAnotherSnapshotIsNotSent() throws Exception {
    SnapshotChunk foreign = TestSnapshot.of(1).chunks("other", PARTITION).get(0);
    try (SnapshotSender sender = topic.sender("m", PARTITION, PATIENCE)) {
      assertThatThrownBy(() -> sender.accept(foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("other");
    }
  }

  private void send(TestSnapshot snapshot, String migration, int partition) throws Exception {
    try (SnapshotSender sender = topic.sender(migration, partition, PATIENCE)) {
      assertThat(sender.hasRoom()).isTrue();
      snapshot.writeTo(migration, partition, sender);
      sender.awaitAcknowledged();
    }
  }

  private long sendRaw(byte[] chunk, long attempt) throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(name, PARTITION, new ControlKey("m", PARTITION).toBytes(), chunk);
    if (attempt >= 0) {
      record
          .headers()
          .add(SnapshotSender.ATTEMPT, ByteBuffer.allocate(Long.BYTES).putLong(attempt).array());
    }
    return broker.send(record);
  }

  private LoadedSnapshot load() throws Exception {
    return topic.load(
        "m",
        PARTITION,
        () -> {
          stores.add(new HashState());
          return stores.get(stores.size() - 1);
        },
        PATIENCE);
  }
}
