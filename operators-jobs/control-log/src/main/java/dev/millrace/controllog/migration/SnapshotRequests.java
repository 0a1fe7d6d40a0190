package dev.millrace.controllog.migration;

import dev.millrace.stream.handover.Ownership;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When to ask for a partition's snapshot again: a request is answered by the incarnations that read
 * it, so a replica that has started since will never answer it. One thread.
 */
final class SnapshotRequests {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long AFTER_TROUBLE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Map<Integer, Request> last = new HashMap<>();

  private record Request(long offset, long nanos) {}

  /** Whether a request is due. */
  boolean isDue(int partition, Ownership ownership, String target, boolean trouble, long nowNanos) {
    Request request = last.get(partition);
    if (request == null
        || request.offset() < ownership.incarnation(ownership.owner())
        || request.offset() < ownership.incarnation(target)) {
      return true;
    }
    long age = nowNanos - request.nanos();
    return age > (trouble ? AFTER_TROUBLE_NANOS : PATIENCE_NANOS);
  }

  /** Notes that one has been made. */
  void made(int partition, long offset, long nowNanos) {
    last.put(partition, new Request(offset, nowNanos));
  }
}
