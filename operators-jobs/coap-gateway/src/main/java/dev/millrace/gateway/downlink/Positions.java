package dev.millrace.gateway.downlink;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Up to where the records of each partition are done with: only what has no open record before it
 * may be committed. Thread-safe.
 */
final class Positions {
  private static final class Progress {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;
    private long committed = -1;

    long doneUpTo() {
      return open.isEmpty() ? next : open.first();
    }
  }

  private final Map<Integer, Progress> partitions = new HashMap<>();

  /** A record was read; they are read in order. */
  synchronized void opened(int partition, long offset) {
    Progress progress = partitions.computeIfAbsent(partition, unused -> new Progress());
    progress.open.add(offset);
    progress.next = offset + 1;
  }

  /** It is done with. One of a partition that has been forgotten changes nothing. */
  synchronized void done(int partition, long offset) {
    Progress progress = partitions.get(partition);
    if (progress != null) {
      progress.open.remove(offset);
    }
  }

  /** Another reader has the partition, or this one begins anew. */
  synchronized void forget(int partition) {
    partitions.remove(partition);
  }

  /** What may be committed and is not. */
  synchronized Map<Integer, Long> toCommit() {
    Map<Integer, Long> ready = new HashMap<>();
    partitions.forEach(
        (partition, progress) -> {
          if (progress.doneUpTo() > Math.max(0, progress.committed)) {
            ready.put(partition, progress.doneUpTo());
          }
        });
    return ready;
  }

  /** It is committed. */
  synchronized void committed(Map<Integer, Long> positions) {
    positions.forEach(
        (partition, offset) -> {
          Progress progress = partitions.get(partition);
          if (progress != null) {
            progress.committed = offset;
          }
        });
  }
}
