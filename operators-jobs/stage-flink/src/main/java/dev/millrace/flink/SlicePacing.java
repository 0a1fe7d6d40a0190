package dev.millrace.flink;

/**
 * Shares a task between its records and the slices of snapshots for other replicas: slices have it
 * for a millisecond, then records for at least as long as the slices have taken, however often mail
 * comes in between. Every output that is acknowledged is such mail.
 */
final class SlicePacing {
  /** How long records wait for slices. */
  static final long LONGEST_NANOS = 1_000_000;

  private long begunNanos;
  private long nextNanos = Long.MIN_VALUE;

  /** Whether slices may be taken from now on; if so, they have begun. */
  boolean mayBegin(long nowNanos) {
    if (nextNanos != Long.MIN_VALUE && nowNanos - nextNanos < 0) {
      return false;
    }
    begunNanos = nowNanos;
    return true;
  }

  /** Whether another slice may follow. */
  boolean mayGoOn(long nowNanos) {
    return nowNanos - begunNanos < LONGEST_NANOS;
  }

  /** The last one has been taken; it may have taken longer than it should. */
  void ended(long nowNanos) {
    nextNanos = nowNanos + (nowNanos - begunNanos);
  }
}
