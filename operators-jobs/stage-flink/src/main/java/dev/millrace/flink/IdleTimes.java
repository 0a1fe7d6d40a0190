package dev.millrace.flink;

import dev.millrace.kafka.PartitionReplica;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long each partition of a task has been where it is, noticed when somebody looks and not
 * before, so that a record costs nothing. One thread.
 */
final class IdleTimes {
  private final Map<Integer, Since> places = new HashMap<>();

  private record Since(long offset, long nanos) {}

  /** Milliseconds since the partition was first seen where it is. */
  long idleMillis(PartitionReplica replica, long nowNanos) {
    Since since = places.get(replica.partition());
    if (since == null || since.offset() != replica.nextOffset()) {
      notIdle(replica, nowNanos);
      return 0;
    }
    return TimeUnit.NANOSECONDS.toMillis(nowNanos - since.nanos());
  }

  /** Begins to count anew. */
  void notIdle(PartitionReplica replica, long nowNanos) {
    places.put(replica.partition(), new Since(replica.nextOffset(), nowNanos));
  }
}
