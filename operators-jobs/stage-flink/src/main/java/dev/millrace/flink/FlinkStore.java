package dev.millrace.flink;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.SnapshotStore;
import dev.millrace.stream.state.StateSnapshot;

/** The cells of one partition in Flink's state backend. One thread. */
final class FlinkStore implements SnapshotStore {
  private final TaskCells cells;
  private final Integer partitionKey;

  /** Where there are cells, until the replica has begun; nothing but an emptying removes before. */
  private PlaceList restored;

  private long size;
  private CellPlace last;
  private boolean lastIsPresent;

  /**
   * A store over {@code cells}.
   *
   * @param partitionKey the key that stands for the partition
   * @param restored where there are cells already, null if there are none
   */
  FlinkStore(TaskCells cells, Integer partitionKey, PlaceList restored) {
    this.cells = cells;
    this.partitionKey = partitionKey;
    this.restored = restored == null ? new PlaceList() : restored;
    this.size = this.restored.size();
  }

  /** Lets go of what only the beginning of a replica needs. */
  void begun() {
    restored = null;
  }

  @Override
  public Cell get(int step, RecordKey key, long instance) {
    CellPlace place = new CellPlace(step, key, instance);
    Cell cell = cells.read(partitionKey, place);
    last = place;
    lastIsPresent = cell != null;
    return cell;
  }

  @Override
  public Cell edit(int step, RecordKey key, long instance) {
    return get(step, key, instance);
  }

  @Override
  public void put(int step, RecordKey key, long instance, Cell cell) {
    lookUp(step, key, instance);
    cells.write(partitionKey, last, cell);
    if (!lastIsPresent) {
      size++;
      lastIsPresent = true;
      if (restored != null) {
        restored.add(last);
      }
    }
  }

  @Override
  public void remove(int step, RecordKey key, long instance) {
    lookUp(step, key, instance);
    if (lastIsPresent) {
      cells.remove(partitionKey, last);
      size--;
      lastIsPresent = false;
      if (restored != null && size == 0) {
        restored = new PlaceList();
      }
    }
  }

  @Override
  public void forEach(Visitor visitor) {
    PlaceList places = restored;
    if (places == null) {
      places = cells.places().getOrDefault(partitionKey, new PlaceList());
    }
    places.forEach(
        place ->
            visitor.visit(
                place.step(), place.key(), place.instance(), cells.read(partitionKey, place)));
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public StateSnapshot snapshot(Visitor sink) {
    return cells.snapshot(partitionKey, sink);
  }

  @Override
  public boolean hasSnapshot() {
    return cells.hasSnapshot(partitionKey);
  }

  /** Knows whether there is a cell; a step has nearly always just asked for the very place. */
  private void lookUp(int step, RecordKey key, long instance) {
    if (last == null || !last.is(step, key, instance)) {
      get(step, key, instance);
    }
  }
}
