package dev.millrace.stream.state;

/**
 * The state of one partition together with its digest: the sum, modulo 2^64, of a hash of every
 * cell, so that it does not depend on the order of changes and costs O(1) a change.
 */
public final class PartitionState {
  private static final long INSTANCE_FACTOR = 0xD6E8FEB86659FD93L;

  private final StateStore store;
  private long digest;

  /** State over {@code store}, whose cells are already counted in {@code digest}. */
  public PartitionState(StateStore store, long digest) {
    this.store = store;
    this.digest = digest;
  }

  /** The digest of all cells; 0 of no cells. */
  public long digest() {
    return digest;
  }

  /** As {@link StateStore#get}. */
  public Cell get(int step, RecordKey key, long instance) {
    return store.get(step, key, instance);
  }

  /** As {@link StateStore#edit}. */
  public Cell edit(int step, RecordKey key, long instance) {
    Cell cell = store.edit(step, key, instance);
    if (cell != null) {
      count(step, key, instance, cell);
    }
    return cell;
  }

  /** As {@link StateStore#put}, and counts the change in the digest. */
  public void put(int step, RecordKey key, long instance, Cell cell) {
    digest -= cell.contribution;
    digest += contribute(step, key, instance, cell);
    store.put(step, key, instance, cell);
  }

  /** Removes {@code cell}, which is the present one at this place. */
  public void remove(int step, RecordKey key, long instance, Cell cell) {
    count(step, key, instance, cell);
    digest -= cell.contribution;
    store.remove(step, key, instance);
  }

  /** As {@link StateStore#forEach}. */
  public void forEach(StateStore.Visitor visitor) {
    store.forEach(visitor);
  }

  /** Number of cells. */
  public long size() {
    return store.size();
  }

  /**
   * The digest of everything in {@code store}, computed anew; restores each cell's contribution.
   */
  public static long digestOf(StateStore store) {
    long[] sum = new long[1];
    store.forEach((step, key, instance, cell) -> sum[0] += contribute(step, key, instance, cell));
    return sum[0];
  }

  /**
   * What a cell adds to the digest of its partition. It is computed anew, and kept in the cell, so
   * that the cell knows what to subtract when it changes.
   */
  public static long contribute(int step, RecordKey key, long instance, Cell cell) {
    cell.contribution = contribution(step, key, instance, cell);
    return cell.contribution;
  }

  /** A cell that a store has read from bytes does not know its contribution yet. */
  private static void count(int step, RecordKey key, long instance, Cell cell) {
    if (cell.contribution == 0) {
      contribute(step, key, instance, cell);
    }
  }

  /** Hash of one cell at its place. */
  private static long contribution(int step, RecordKey key, long instance, Cell cell) {
    long place = key.hash() + step * 0x9E3779B97F4A7C15L ^ instance * INSTANCE_FACTOR;
    return Hash64.mix(Hash64.mix(place) ^ cell.contentHash() * INSTANCE_FACTOR);
  }
}
