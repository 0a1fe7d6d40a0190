package dev.millrace.stream.step;

import dev.millrace.stream.record.EvaluationException;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import java.util.List;

/**
 * The kept records of one side of a join. Event time is cut into buckets of length {@code within},
 * so that partners lie in three of them; a bucket of a key is a row of cells of at most {@value
 * #CHUNK} records ({@link KeptRecords}), so that keeping one more costs the same however many there
 * are. Instance: the bucket's number in bits 16 to 63, the side in bit 15, the cell's place in its
 * bucket in bits 0 to 14. The first number of a bucket's first cell is how many cells it has.
 */
final class JoinSide {
  static final int CHUNK = 32;

  private static final int BUCKET_SHIFT = 16;
  private static final int SIDE_SHIFT = 15;
  private static final int MOST_CELLS = 1 << SIDE_SHIFT;

  private final StepRuntime runtime;
  private final int step;
  private final int side;
  private final long within;
  private final KeptRecords records;

  /** A kept record. */
  record Kept(Cell cell, int record, long sn, long ordinal) implements Comparable<Kept> {
    @Override
    public int compareTo(Kept other) {
      int order = Long.compare(sn, other.sn);
      return order != 0 ? order : Long.compare(ordinal, other.ordinal);
    }
  }

  JoinSide(StepRuntime runtime, int step, int side, long within, KeptRecords records) {
    this.runtime = runtime;
    this.step = step;
    this.side = side;
    this.within = within;
    this.records = records;
  }

  private long instance(long bucket, long chunk) {
    return bucket << BUCKET_SHIFT | (long) side << SIDE_SHIFT | chunk;
  }

  /** When the last record that a cell can hold is no longer needed. */
  static long deadline(long instance, long within, long allowedLateness) {
    long bucket = instance >>> BUCKET_SHIFT;
    return (bucket + 1) * within + within + allowedLateness;
  }

  /** Keeps a record. */
  void keep(Row row, RecordKey key, long time) {
    long bucket = time / within;
    Cell first = runtime.state.edit(step, key, instance(bucket, 0));
    if (first == null) {
      append(records.empty(), 1, instance(bucket, 0), row, key, time);
      return;
    }
    long cells = first.numbers[0];
    long last = instance(bucket, cells - 1);
    Cell cell = cells == 1 ? first : runtime.state.edit(step, key, last);
    if (records.count(cell) < CHUNK) {
      append(cell, cell.numbers[0], last, row, key, time);
    } else if (cells == MOST_CELLS) {
      throw new EvaluationException(
          "a key has more than " + MOST_CELLS * CHUNK + " records within the time of the join");
    } else {
      first.numbers[0] = cells + 1;
      runtime.state.put(step, key, instance(bucket, 0), first);
      append(records.empty(), 0, instance(bucket, cells), row, key, time);
    }
  }

  private void append(Cell cell, long header, long instance, Row row, RecordKey key, long time) {
    if (records.count(cell) == 0) {
      long deadline = deadline(instance, within, runtime.allowedLateness);
      runtime.register(deadline, step, key, instance);
    }
    cell.numbers[0] = header;
    records.append(cell, row, runtime.sn(), runtime.nextOrdinal(), time);
    runtime.state.put(step, key, instance, cell);
  }

  /** Adds the records that are still kept and at most {@code within} away. */
  void find(RecordKey key, long time, List<Kept> found) {
    long bucket = time / within;
    for (long near = Math.max(0, bucket - 1); near <= bucket + 1; near++) {
      Cell cell = runtime.state.get(step, key, instance(near, 0));
      long cells = cell == null ? 0 : cell.numbers[0];
      for (long chunk = 0; chunk < cells; chunk++) {
        search(
            chunk == 0 ? cell : runtime.state.get(step, key, instance(near, chunk)), time, found);
      }
    }
  }

  private void search(Cell cell, long time, List<Kept> found) {
    for (int record = 0; record < records.count(cell); record++) {
      long other = records.time(cell, record);
      if (Math.abs(time - other) <= within
          && !runtime.isOver(other + within + runtime.allowedLateness + 1, step)) {
        found.add(new Kept(cell, record, records.sn(cell, record), records.ordinal(cell, record)));
      }
    }
  }

  /** Event time of a kept record. */
  long time(Kept kept) {
    return records.time(kept.cell, kept.record);
  }

  /** Reads a kept record. */
  void read(Kept kept, Row into) {
    records.read(kept.cell, kept.record, into);
  }
}
