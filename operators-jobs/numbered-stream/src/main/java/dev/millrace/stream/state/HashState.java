package dev.millrace.stream.state;

import java.util.Arrays;

/**
 * Keyed state in memory: a dense array of cells with an open-addressing index (linear probing,
 * backward-shift deletion). While a snapshot runs, a cell that is about to change or to go is first
 * handed to the snapshot as it was when the snapshot began, so that the partition never stops.
 */
public final class HashState implements SnapshotStore {
  private static final int INITIAL_CAPACITY = 64;

  private int[] index = new int[INITIAL_CAPACITY * 2];
  private Place[] places = new Place[INITIAL_CAPACITY];
  private int size;
  private int epoch;
  private Running snapshot;

  /** The snapshot under way; cells before its cursor have been taken. */
  private final class Running implements StateSnapshot {
    private final Visitor sink;
    private int cursor;

    Running(Visitor sink) {
      this.sink = sink;
    }

    @Override
    public boolean advance(int cells) {
      if (snapshot != this) {
        throw new IllegalStateException("this snapshot has ended");
      }
      int to = (int) Math.min(size, (long) cursor + cells);
      while (cursor < to) {
        emit(places[cursor], sink);
        cursor++;
      }
      if (cursor < size) {
        return false;
      }
      snapshot = null;
      return true;
    }

    @Override
    public void cancel() {
      if (snapshot == this) {
        snapshot = null;
      }
    }
  }

  /** One cell and where it is. */
  static final class Place {
    final int step;
    final RecordKey key;
    final long instance;
    final long hash;
    Cell cell;
    int epoch;

    Place(int step, RecordKey key, long instance, long hash, Cell cell, int epoch) {
      this.step = step;
      this.key = key;
      this.instance = instance;
      this.hash = hash;
      this.cell = cell;
      this.epoch = epoch;
    }
  }

  @Override
  public Cell get(int step, RecordKey key, long instance) {
    int slot = find(step, key, instance, hash(step, key, instance));
    return slot < 0 ? null : places[index[slot] - 1].cell;
  }

  @Override
  public Cell edit(int step, RecordKey key, long instance) {
    int slot = find(step, key, instance, hash(step, key, instance));
    if (slot < 0) {
      return null;
    }
    int position = index[slot] - 1;
    capture(position);
    return places[position].cell;
  }

  @Override
  public void put(int step, RecordKey key, long instance, Cell cell) {
    long hash = hash(step, key, instance);
    int slot = find(step, key, instance, hash);
    if (slot >= 0) {
      int position = index[slot] - 1;
      if (places[position].cell != cell) {
        capture(position);
        places[position].cell = cell;
      }
      return;
    }
    if (size == places.length) {
      grow();
      slot = find(step, key, instance, hash);
    }
    places[size] = new Place(step, key, instance, hash, cell, epoch);
    index[~slot] = ++size;
  }

  @Override
  public void remove(int step, RecordKey key, long instance) {
    int slot = find(step, key, instance, hash(step, key, instance));
    if (slot < 0) {
      return;
    }
    int position = index[slot] - 1;
    capture(position);
    closeGap(slot);
    int last = --size;
    if (position != last) {
      Place moved = places[last];
      if (snapshot != null && position < snapshot.cursor) {
        capture(last);
      }
      index[find(moved.step, moved.key, moved.instance, moved.hash)] = position + 1;
      places[position] = moved;
    }
    places[last] = null;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int i = 0; i < size; i++) {
      Place place = places[i];
      visitor.visit(place.step, place.key, place.instance, place.cell);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public StateSnapshot snapshot(Visitor sink) {
    if (snapshot != null) {
      throw new IllegalStateException("a snapshot of this partition is running");
    }
    epoch++;
    snapshot = new Running(sink);
    return snapshot;
  }

  @Override
  public boolean hasSnapshot() {
    return snapshot != null;
  }

  private void capture(int position) {
    if (snapshot != null && position >= snapshot.cursor) {
      emit(places[position], snapshot.sink);
    }
  }

  private void emit(Place place, Visitor sink) {
    if (place.epoch < epoch) {
      place.epoch = epoch;
      sink.visit(place.step, place.key, place.instance, place.cell);
    }
  }

  private static long hash(int step, RecordKey key, long instance) {
    return Hash64.mix(key.hash() + step * 0x9E3779B97F4A7C15L ^ instance * 0xD6E8FEB86659FD93L);
  }

  /** The index slot of the cell, or the complement of the slot at which it would be inserted. */
  private int find(int step, RecordKey key, long instance, long hash) {
    int mask = index.length - 1;
    int slot = (int) hash & mask;
    while (index[slot] != 0) {
      Place place = places[index[slot] - 1];
      if (place.hash == hash
          && place.step == step
          && place.instance == instance
          && place.key.equals(key)) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return ~slot;
  }

  private void closeGap(int gap) {
    int mask = index.length - 1;
    int hole = gap;
    int slot = gap;
    while (true) {
      slot = slot + 1 & mask;
      if (index[slot] == 0) {
        break;
      }
      int home = (int) places[index[slot] - 1].hash & mask;
      if ((slot - home & mask) >= (slot - hole & mask)) {
        index[hole] = index[slot];
        hole = slot;
      }
    }
    index[hole] = 0;
  }

  private void grow() {
    places = Arrays.copyOf(places, places.length * 2);
    index = new int[places.length * 2];
    int mask = index.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = (int) places[i].hash & mask;
      while (index[slot] != 0) {
        slot = slot + 1 & mask;
      }
      index[slot] = i + 1;
    }
  }
}
