package dev.millrace.stream.stage;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.StateStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A map of cells that shows them in another order each time. */
final class ShuffledStore implements StateStore {
  private record Place(int step, RecordKey key, long instance) {}

  private final Map<Place, Cell> cells = new HashMap<>();
  private final Random order;

  ShuffledStore(long seed) {
    order = new Random(seed);
  }

  /** A copy of the cells, with another order, as a checkpoint would bring them back. */
  ShuffledStore copy(long seed) {
    ShuffledStore copy = new ShuffledStore(seed);
    cells.forEach(
        (place, cell) -> copy.cells.put(place, new Cell(cell.numbers.clone(), cell.texts.clone())));
    return copy;
  }

  @Override
  public Cell get(int step, RecordKey key, long instance) {
    return cells.get(new Place(step, key, instance));
  }

  @Override
  public Cell edit(int step, RecordKey key, long instance) {
    return get(step, key, instance);
  }

  @Override
  public void put(int step, RecordKey key, long instance, Cell cell) {
    cells.put(new Place(step, key, instance), cell);
  }

  @Override
  public void remove(int step, RecordKey key, long instance) {
    cells.remove(new Place(step, key, instance));
  }

  @Override
  public void forEach(Visitor visitor) {
    List<Map.Entry<Place, Cell>> shuffled = new ArrayList<>(cells.entrySet());
    Collections.shuffle(shuffled, order);
    shuffled.forEach(
        entry ->
            visitor.visit(
                entry.getKey().step,
                entry.getKey().key,
                entry.getKey().instance,
                entry.getValue()));
  }

  @Override
  public long size() {
    return cells.size();
  }

  boolean sameCells(ShuffledStore other) {
    return cells.equals(other.cells);
  }
}
