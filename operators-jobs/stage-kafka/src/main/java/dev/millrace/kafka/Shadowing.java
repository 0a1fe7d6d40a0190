package dev.millrace.kafka;

import dev.millrace.stream.replica.Entries;
import dev.millrace.stream.stage.Output;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a replica does with its outputs while a router owns its partition. One thread. */
final class Shadowing {
  private final Supplier<Echo> opening;
  private final long unknownUpTo;
  private Echo open;

  /**
   * Nothing is opened before it is needed.
   *
   * @param unknownUpTo serial number up to which the replica knows of no outputs, or 0
   */
  Shadowing(Supplier<Echo> opening, long unknownUpTo) {
    this.opening = opening;
    this.unknownUpTo = unknownUpTo;
  }

  /** Of a replica that no router will ever come to. */
  static Shadowing never() {
    return new Shadowing(
        () -> {
          throw new IllegalStateException("a router owns the partition, and nobody has said where");
        },
        0);
  }

  /** Sends what has not been sent. */
  void send(Entries entries, int partition, Function<Output, byte[]> identity) {
    open = open == null ? opening.get() : open;
    for (Output next = entries.nextToEmit(); next != null; next = entries.nextToEmit()) {
      if (!open.offer(partition, next, identity.apply(next))) {
        return;
      }
      entries.emitted();
    }
  }

  /** Throws what has gone wrong, if anything has. */
  void check() {
    if (open != null) {
      open.check();
    }
  }

  /**
   * A frontier as it may be reported: who began without state must not vouch for what it missed.
   */
  long reportable(long frontier) {
    return frontier > unknownUpTo ? frontier : 0;
  }
}
