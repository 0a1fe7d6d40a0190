package dev.millrace.local.bench.strategies;

/**
 * The results that one record has caused, of all keys together.
 *
 * @param sn serial number of that record
 * @param count how many records they count
 * @param nanos when the last of them was seen, of {@link System#nanoTime}
 */
record Counted(long sn, long count, long nanos) {
  Counted and(long further, long seen) {
    return new Counted(sn, count + further, seen);
  }
}
