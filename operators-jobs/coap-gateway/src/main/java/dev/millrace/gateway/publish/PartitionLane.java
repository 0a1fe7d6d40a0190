package dev.millrace.gateway.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Decides when a record of one partition may be sent. The first of a session goes alone: a broker
 * that knows nothing of a producer takes any sequence number, so if it refuses a first batch for a
 * moment and takes the one behind it, the first is lost. A session ends with any failure. Pure, and
 * for one thread.
 *
 * @param <R> what is sent
 */
final class PartitionLane<R> {
  private final Queue<R> waiting = new ArrayDeque<>();
  private int outstanding;
  private boolean firstInFlight;
  private boolean open;

  /** Takes a record; it comes out of {@link #next} in order. */
  void add(R unsent) {
    waiting.add(unsent);
  }

  /** The record to send now, counted as sent; null if none may be. */
  R next() {
    if (waiting.isEmpty() || (!open && outstanding > 0)) {
      return null;
    }
    firstInFlight = !open;
    outstanding++;
    return waiting.remove();
  }

  /** Takes back everything that was not sent. */
  List<R> abandon() {
    List<R> unsent = new ArrayList<>(waiting);
    waiting.clear();
    return unsent;
  }

  /** A sent record was acknowledged. */
  void acknowledged() {
    outstanding--;
    open |= firstInFlight;
    firstInFlight = false;
  }

  /** A sent record failed. */
  void failed() {
    outstanding--;
    endSession();
  }

  /** The producer's session is over, here or on another partition. */
  void endSession() {
    open = false;
    firstInFlight = false;
  }

  /** How many records were sent whose fate is not known. */
  int outstanding() {
    return outstanding;
  }
}
