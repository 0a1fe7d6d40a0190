package dev.millrace.controllog;

import dev.millrace.stream.replica.Entry;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.snapshot.SnapshotChunk;
import dev.millrace.stream.snapshot.SnapshotWriter;
import dev.millrace.stream.stage.StageImage;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A state, and its snapshot. */
record TestSnapshot(HashState state, ReplicaImage image) {
  static TestSnapshot of(int cells) {
    HashState state = new HashState();
    for (int i = 0; i < cells; i++) {
      state.put(1, RecordKey.of("key-" + i), i, new Cell(new long[] {i}, new String[] {"v" + i}));
    }
    long digest = PartitionState.digestOf(state);
    ReplicaImage image =
        new ReplicaImage(
            1,
            new StageImage(100, 42, 1_000, 11, digest, List.of()),
            41,
            1,
            2,
            List.of(new Entry(List.of(), 11, digest)),
            new TreeMap<>());
    return new TestSnapshot(state, image);
  }

  void writeTo(String migration, int partition, SnapshotWriter.ChunkSink sink) throws IOException {
    SnapshotWriter writer = new SnapshotWriter(migration, partition, image, sink);
    state.forEach(writer);
    writer.finish();
  }

  List<SnapshotChunk> chunks(String migration, int partition) throws IOException {
    List<SnapshotChunk> chunks = new ArrayList<>();
    writeTo(migration, partition, chunks::add);
    return chunks;
  }

  long digest() {
    return image.stage().stateDigest();
  }
}
