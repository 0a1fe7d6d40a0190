package dev.millrace.gateway.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides when a record of one partition may be sent. The first of a session goes alone: a broker
 * that knows nothing of a producer takes any sequence number, so if it refuses a first batch for a
 * moment and takes the one behind it, the first is lost. A session ends with any failure. For one
 * thread, but for {@link #acknowledgedMeanwhile}.
 *
 * @param <R> what is sent
 */
final class PartitionLane<R> {
  private final Queue<R> waiting = new ArrayDeque<>();
  private final AtomicInteger outstanding = new AtomicInteger();
  private boolean firstInFlight;

  /** Whether the first of the session was acknowledged; nothing waits then. */
  private volatile boolean open;

  /** Takes a record; it comes out of {@link #next} in order. */
  void add(R unsent) {
    waiting.add(unsent);
  }

  /** The record to send now, counted as sent; null if none may be. */
  R next() {
    if (waiting.isEmpty() || (!open && outstanding.get() > 0)) {
      return null;
    }
    firstInFlight = !open;
    outstanding.incrementAndGet();
    return waiting.remove();
  }

  /** Takes back everything that was not sent. */
  List<R> abandon() {
    List<R> unsent = new ArrayList<>(waiting);
    waiting.clear();
    return unsent;
  }

  /**
   * A sent record was acknowledged, if the session is proven; from any thread. Most records are
   * acknowledged like that, and the lane's thread need not be woken.
   *
   * @return false if it is not, and nothing has changed: the lane's thread has to say {@link
   *     #acknowledged}
   */
  boolean acknowledgedMeanwhile() {
    if (!open) {
      return false;
    }
    outstanding.decrementAndGet();
    return true;
  }

  /**
   * Whether records go out as they come. If not, one that is added may have to wait for {@link
   * #next} to be asked again behind an acknowledgement.
   */
  boolean isOpen() {
    return open;
  }

  /** A sent record was acknowledged. */
  void acknowledged() {
    outstanding.decrementAndGet();
    open |= firstInFlight;
    firstInFlight = false;
  }

  /** A sent record failed. */
  void failed() {
    outstanding.decrementAndGet();
    endSession();
  }

  /** The producer's session is over, here or on another partition. */
  void endSession() {
    open = false;
    firstInFlight = false;
  }

  /** How many records were sent whose fate is not known. */
  int outstanding() {
    return outstanding.get();
  }
}
