package dev.millrace.flink;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.StateSnapshot;
import dev.millrace.stream.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.FullSnapshotResources;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyValueStateIterator;

/**
 * The cells of one partition as they were when it began, out of the view that every backend can
 * give of itself for a savepoint: on the heap it copies an entry before it changes, in RocksDB it
 * is a snapshot of the database. Nothing has to be noted when a cell changes.
 *
 * <p>The view is of the whole task, in the order of key groups; a slice counts what it passes over
 * like what it takes. It must be ended before the backend: RocksDB waits for that, without end.
 */
final class BackendSnapshot implements StateSnapshot {
  private final Integer partitionKey;
  private final int keyGroup;
  private final int prefixBytes;
  private final int stateId;
  private final StateStore.Visitor sink;
  private final FullSnapshotResources<Integer> view;
  private final KeyValueStateIterator entries;
  private final Runnable onEnd;
  private final DataInputDeserializer in = new DataInputDeserializer();
  private boolean ended;

  private BackendSnapshot(
      AbstractKeyedStateBackend<Integer> backend,
      String state,
      Integer partitionKey,
      StateStore.Visitor sink,
      Runnable onEnd,
      FullSnapshotResources<Integer> view)
      throws IOException {
    int keyGroups = backend.getNumberOfKeyGroups();
    this.partitionKey = partitionKey;
    this.keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(partitionKey, keyGroups);
    this.prefixBytes =
        CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(keyGroups);
    this.stateId = idOf(state, view);
    this.sink = sink;
    this.onEnd = onEnd;
    this.view = view;
    this.entries = view.createKVStateIterator();
  }

  /**
   * Begins a snapshot. It stops the task as long as the synchronous part of a checkpoint does: the
   * heap backend copies its tables of pointers, RocksDB next to nothing.
   *
   * @param state name of the state that has the cells
   * @param onEnd called once, when everything has been taken or it was cancelled
   */
  static BackendSnapshot begin(
      AbstractKeyedStateBackend<Integer> backend,
      String state,
      Integer partitionKey,
      StateStore.Visitor sink,
      Runnable onEnd) {
    FullSnapshotResources<Integer> view = viewOf(backend);
    try {
      return new BackendSnapshot(backend, state, partitionKey, sink, onEnd, view);
    } catch (IOException | RuntimeException e) {
      view.release();
      throw new IllegalStateException("a snapshot of the cells cannot be read", e);
    }
  }

  private static FullSnapshotResources<Integer> viewOf(AbstractKeyedStateBackend<Integer> backend) {
    try {
      return backend.savepoint().getSnapshotResources();
    } catch (Exception e) {
      throw new IllegalStateException("no snapshot of the cells can be taken", e);
    }
  }

  @Override
  public boolean advance(int cells) {
    if (ended) {
      throw new IllegalStateException("this snapshot has ended");
    }
    try {
      for (int left = cells; left > 0 && hasMore(); left--) {
        if (entries.keyGroup() == keyGroup && entries.kvStateId() == stateId) {
          take();
        }
        entries.next();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a snapshot of the cells cannot be read", e);
    }
    if (hasMore()) {
      return false;
    }
    cancel();
    return true;
  }

  @Override
  public void cancel() {
    if (!ended) {
      ended = true;
      try {
        entries.close();
      } finally {
        view.release();
        onEnd.run();
      }
    }
  }

  private boolean hasMore() {
    return entries.isValid() && entries.keyGroup() <= keyGroup;
  }

  private void take() throws IOException {
    byte[] key = entries.key();
    in.setBuffer(key, prefixBytes, key.length - prefixBytes);
    if (!CompositeKeySerializationUtils.readKey(view.getKeySerializer(), in, false)
        .equals(partitionKey)) {
      return;
    }
    CellPlace place =
        CompositeKeySerializationUtils.readNamespace(CellPlaceSerializer.INSTANCE, in, false);
    in.setBuffer(entries.value());
    Cell cell = CellSerializer.INSTANCE.deserialize(in);
    sink.visit(place.step(), place.key(), place.instance(), cell);
  }

  /** Entries name their state by its position among the states. */
  private static int idOf(String state, FullSnapshotResources<Integer> view) {
    for (int id = 0; id < view.getMetaInfoSnapshots().size(); id++) {
      if (view.getMetaInfoSnapshots().get(id).getName().equals(state)) {
        return id;
      }
    }
    throw new IllegalStateException("the backend has no state '" + state + "'");
  }
}
