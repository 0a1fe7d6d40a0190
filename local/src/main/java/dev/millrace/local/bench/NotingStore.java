package dev.millrace.local.bench;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.StateStore;

/**
 * A store that tells of every put.
 *
 * @param store where the cells are
 * @param onPut is told
 */
record NotingStore(StateStore store, StateStore.Visitor onPut) implements StateStore {

  @Override
  public Cell get(int step, RecordKey key, long instance) {
    return store.get(step, key, instance);
  }

  @Override
  public Cell edit(int step, RecordKey key, long instance) {
    return store.edit(step, key, instance);
  }

  @Override
  public void put(int step, RecordKey key, long instance, Cell cell) {
    onPut.visit(step, key, instance, cell);
    store.put(step, key, instance, cell);
  }

  @Override
  public void remove(int step, RecordKey key, long instance) {
    store.remove(step, key, instance);
  }

  @Override
  public void forEach(Visitor visitor) {
    store.forEach(visitor);
  }

  @Override
  public long size() {
    return store.size();
  }
}
