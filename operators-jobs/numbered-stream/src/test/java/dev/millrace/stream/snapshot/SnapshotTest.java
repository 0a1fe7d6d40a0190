package dev.millrace.stream.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.replica.Entry;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.replica.ReplicaImageCodec;
import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.RecordHeader;
import dev.millrace.stream.stage.StageImage;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final int CELLS = 60_000;

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    HashState state = state(CELLS);
    ReplicaImage image = image(PartitionState.digestOf(state));
    List<SnapshotChunk> chunks = write(image, state);
    assertThat(chunks).hasSizeGreaterThan(1);
    assertThat(chunks).allMatch(chunk -> chunk.toBytes().length <= SnapshotChunk.MAX_BYTES);

    HashState loaded = new HashState();
    ReplicaImage read = read(chunks, loaded);

    assertThat(loaded.size()).isEqualTo(CELLS);
    assertThat(PartitionState.digestOf(loaded)).isEqualTo(image.stage().stateDigest());
    assertThat(ReplicaImageCodec.toBytes(read)).isEqualTo(ReplicaImageCodec.toBytes(image));
    assertThat(read.entries().get(0).outputs().get(0).isAcknowledged()).isTrue();
    assertThat(read.entries().get(0).outputs().get(1).isAcknowledged()).isFalse();
  }

  @Test
  void anEmptyStateIsOneChunk() throws IOException {
    List<SnapshotChunk> chunks = write(image(0), new HashState());
    assertThat(chunks).hasSize(1);
    assertThat(read(chunks, new HashState()).stage().sn()).isEqualTo(42);
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    byte[] chunk = write(image(PartitionState.digestOf(state(3))), state(3)).get(0).toBytes();
    for (int bit = 0; bit < chunk.length * 8; bit++) {
      byte[] broken = chunk.clone();
      broken[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> SnapshotChunk.fromBytes(broken))
          .as("bit %d", bit)
          .isInstanceOf(CorruptSnapshotException.class);
    }
  }

  @Test
  void aMissingARepeatedAndAForeignChunkAreFound() throws IOException {
    HashState state = state(CELLS);
    List<SnapshotChunk> chunks = write(image(PartitionState.digestOf(state)), state);
    List<SnapshotChunk> withoutEnd = chunks.subList(0, chunks.size() - 1);
    List<SnapshotChunk> repeated = new ArrayList<>(chunks);
    repeated.add(1, chunks.get(0));
    List<SnapshotChunk> foreign = new ArrayList<>(chunks);
    SnapshotChunk first = chunks.get(1);
    foreign.set(1, new SnapshotChunk("other", 3, 42, first.index(), first.payload(), first.end()));

    assertThatThrownBy(() -> read(withoutEnd, new HashState()))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("no last chunk");
    assertThatThrownBy(() -> read(repeated, new HashState()))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("chunk 0 where 1 is due");
    assertThatThrownBy(() -> read(foreign, new HashState()))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("another snapshot");
  }

  @Test
  void aStateThatDoesNotFitItsDigestIsFound() throws IOException {
    HashState state = state(10);
    List<SnapshotChunk> chunks = write(image(PartitionState.digestOf(state) + 1), state);
    assertThatThrownBy(() -> read(chunks, new HashState()))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("state digest of the cells");
  }

  @Test
  void aCellThatComesTwiceIsFound() throws IOException {
    HashState state = state(10);
    List<SnapshotChunk> chunks = new ArrayList<>();
    SnapshotWriter writer =
        new SnapshotWriter("test", 3, image(PartitionState.digestOf(state)), chunks::add);
    state.forEach(writer);
    writer.visit(0, RecordKey.of("key-0"), -2, state.get(0, RecordKey.of("key-0"), -2));
    writer.finish();
    assertThatThrownBy(() -> read(chunks, new HashState()))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining("state digest of the cells");
  }

  private static HashState state(int cells) {
    HashState state = new HashState();
    for (int i = 0; i < cells; i++) {
      state.put(
          i % 3,
          RecordKey.of("key-" + i),
          i % 5 - 2,
          new Cell(new long[] {i, -i, Long.MAX_VALUE - i}, new String[] {null, "ä" + i}));
    }
    return state;
  }

  private static ReplicaImage image(long digest) {
    Output acknowledged = output(41, 0);
    acknowledged.acknowledge(99);
    TreeMap<OutputPartition, Long> positions = new TreeMap<>();
    positions.put(new OutputPartition("out", 0), 5L);
    positions.put(new OutputPartition("out", 1), 0L);
    return new ReplicaImage(
        3,
        new StageImage(100, 42, 1_000, 11, digest, List.of(new Identity("p.up", 1, 0, 9, 1))),
        40,
        1,
        2,
        List.of(
            new Entry(List.of(acknowledged, output(41, 1)), 3, 4),
            new Entry(List.of(), 11, digest)),
        positions);
  }

  private static Output output(long sn, int index) {
    return new Output(
        sn,
        index,
        Channel.DEAD,
        123,
        null,
        new byte[] {1, 2, 3},
        new RecordHeader[] {RecordHeader.of(RecordHeader.REASON, "why")});
  }

  private static List<SnapshotChunk> write(ReplicaImage image, HashState state) throws IOException {
    List<SnapshotChunk> chunks = new ArrayList<>();
    SnapshotWriter writer =
        new SnapshotWriter(
            "test", 3, image, chunk -> chunks.add(SnapshotChunk.fromBytes(chunk.toBytes())));
    state.forEach(writer);
    writer.finish();
    return chunks;
  }

  private static ReplicaImage read(List<SnapshotChunk> chunks, HashState into) throws IOException {
    Iterator<SnapshotChunk> iterator = chunks.iterator();
    return SnapshotReader.read(() -> iterator.hasNext() ? iterator.next() : null, into);
  }
}
