package dev.millrace.flink;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.StateStore;

/** One cell that is only looked at, as a store of its own. */
record SingleCell(CellPlace place, Cell cell) implements StateStore {
  @Override
  public Cell get(int step, RecordKey key, long instance) {
    return place.is(step, key, instance) ? cell : null;
  }

  @Override
  public Cell edit(int step, RecordKey key, long instance) {
    throw new UnsupportedOperationException("only looked at");
  }

  @Override
  public void put(int step, RecordKey key, long instance, Cell other) {
    throw new UnsupportedOperationException("only looked at");
  }

  @Override
  public void remove(int step, RecordKey key, long instance) {
    throw new UnsupportedOperationException("only looked at");
  }

  @Override
  public void forEach(Visitor visitor) {
    visitor.visit(place.step(), place.key(), place.instance(), cell);
  }

  @Override
  public long size() {
    return 1;
  }
}
