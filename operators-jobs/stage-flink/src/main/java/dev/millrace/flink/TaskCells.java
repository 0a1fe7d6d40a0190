package dev.millrace.flink;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.StateSnapshot;
import dev.millrace.stream.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.internal.InternalValueState;

/**
 * The cells of all partitions of a task in Flink's state backend. Each is a value of its own, under
 * the partition's key and its place as namespace: a checkpoint on the heap then copies only what
 * changes while it runs, and RocksDB reads and writes only what a record touches. One thread.
 *
 * <p>It has to be closed before the backend, which may wait for snapshots that are under way.
 */
final class TaskCells implements AutoCloseable {
  private static final String NAME = "cells";

  private final AbstractKeyedStateBackend<Integer> backend;
  private final InternalValueState<Integer, CellPlace, Cell> cells;
  private final Map<Integer, StateSnapshot> snapshots = new HashMap<>();

  private TaskCells(
      AbstractKeyedStateBackend<Integer> backend,
      InternalValueState<Integer, CellPlace, Cell> cells) {
    this.backend = backend;
    this.cells = cells;
  }

  /** The cells in {@code backend}, those of a checkpoint included. */
  // Every value state of a keyed backend has namespaces, but the method's type does not say so.
  @SuppressWarnings("unchecked")
  static TaskCells in(KeyedStateBackend<Integer> backend) throws Exception {
    InternalValueState<Integer, CellPlace, Cell> cells =
        (InternalValueState<Integer, CellPlace, Cell>)
            backend.getOrCreateKeyedState(
                CellPlaceSerializer.INSTANCE,
                new ValueStateDescriptor<>(NAME, CellSerializer.INSTANCE));
    if (!(backend instanceof AbstractKeyedStateBackend<Integer> whole)) {
      throw new IllegalArgumentException(
          "no snapshots can be taken of a " + backend.getClass().getName());
    }
    return new TaskCells(whole, cells);
  }

  /** The cell, or null; it may be changed if {@link #write} follows. */
  Cell read(Integer partitionKey, CellPlace place) {
    select(partitionKey, place);
    try {
      return cells.value();
    } catch (IOException e) {
      throw new UncheckedIOException("cell " + place + " cannot be read", e);
    }
  }

  void write(Integer partitionKey, CellPlace place, Cell cell) {
    select(partitionKey, place);
    try {
      cells.update(cell);
    } catch (IOException e) {
      throw new UncheckedIOException("cell " + place + " cannot be written", e);
    }
  }

  void remove(Integer partitionKey, CellPlace place) {
    select(partitionKey, place);
    cells.clear();
  }

  /** Where there are cells, by partition key, found in one pass over the backend. */
  Map<Integer, PlaceList> places() {
    Map<Integer, PlaceList> places = new HashMap<>();
    try (Stream<Tuple2<Integer, CellPlace>> all = backend.getKeysAndNamespaces(NAME)) {
      all.forEach(one -> places.computeIfAbsent(one.f0, key -> new PlaceList()).add(one.f1));
    }
    return places;
  }

  /**
   * Begins a snapshot of one partition's cells.
   *
   * @throws IllegalStateException if one of this partition is running
   */
  StateSnapshot snapshot(Integer partitionKey, StateStore.Visitor sink) {
    if (snapshots.containsKey(partitionKey)) {
      throw new IllegalStateException("a snapshot of this partition is running");
    }
    StateSnapshot snapshot =
        BackendSnapshot.begin(
            backend, NAME, partitionKey, sink, () -> snapshots.remove(partitionKey));
    snapshots.put(partitionKey, snapshot);
    return snapshot;
  }

  /** Whether a snapshot of one partition's cells is running. */
  boolean hasSnapshot(Integer partitionKey) {
    return snapshots.containsKey(partitionKey);
  }

  /** Cancels the snapshots that are under way. */
  @Override
  public void close() {
    List.copyOf(snapshots.values()).forEach(StateSnapshot::cancel);
  }

  private void select(Integer partitionKey, CellPlace place) {
    if (!partitionKey.equals(backend.getCurrentKey())) {
      backend.setCurrentKey(partitionKey);
    }
    cells.setCurrentNamespace(place);
  }
}
