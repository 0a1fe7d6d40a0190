package dev.millrace.operator.migration;

import dev.millrace.operator.pipeline.ReplicaObjects;
import java.time.Clock;
import java.time.Duration;

/** The removal of one replica: begun as often as it takes, and asked about later. One thread. */
final class ReplicaRemoval {
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final String namespace;
  private final String name;
  private final ReplicaObjects objects;
  private final Remains remains;
  private final Clock clock;
  private long begunAt;
  private boolean done;

  /** What is really left of a replica. */
  interface Remains {
    /** Whether anything of it is there, or claimed by a pod that has not ended. */
    boolean any(String namespace, String name);
  }

  /**
   * A removal that has not begun.
   *
   * @param name of the replica's objects
   */
  ReplicaRemoval(
      String namespace, String name, ReplicaObjects objects, Remains remains, Clock clock) {
    this.namespace = namespace;
    this.name = name;
    this.objects = objects;
    this.remains = remains;
    this.clock = clock;
  }

  /** Name of the replica's objects. */
  String name() {
    return name;
  }

  /** Has it removed, or goes on with that. */
  void begin() {
    if (begunAt == 0 || clock.millis() - begunAt >= AGAIN.toMillis()) {
      objects.remove(namespace, name);
      begunAt = clock.millis();
    }
  }

  /** Whether nothing is left. Once it is, it stays so: names of replicas are not used again. */
  boolean isDone() {
    if (!done && begunAt != 0) {
      done = !remains.any(namespace, name);
    }
    return done;
  }
}
