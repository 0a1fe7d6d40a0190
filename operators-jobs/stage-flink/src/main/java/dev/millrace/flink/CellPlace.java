package dev.millrace.flink;

import dev.millrace.stream.state.RecordKey;

/**
 * Where a cell is kept within its partition: the namespace of its value in the state backend.
 *
 * @param step number of the step's state
 * @param key record key
 * @param instance the step's own number for the cell
 */
record CellPlace(int step, RecordKey key, long instance) {
  /** Whether it is the place of these coordinates. */
  boolean is(int otherStep, RecordKey otherKey, long otherInstance) {
    return instance == otherInstance && step == otherStep && key.equals(otherKey);
  }

  @Override
  public int hashCode() {
    return Long.hashCode((key.hash() * 31 + instance) * 31 + step);
  }
}
