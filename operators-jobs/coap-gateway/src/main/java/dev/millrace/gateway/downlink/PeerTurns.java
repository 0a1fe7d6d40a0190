package dev.millrace.gateway.downlink;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Lets one task at a time run for each peer, in order (NSTART of 1, RFC 7252 section 4.7).
 * Thread-safe. Whoever adds bounds how many there are.
 */
final class PeerTurns {
  private final Map<Object, Queue<Runnable>> waiting = new HashMap<>();

  /** Runs the task, now or when the one before it has {@link #done}. */
  void add(Object peer, Runnable task) {
    synchronized (waiting) {
      Queue<Runnable> before = waiting.get(peer);
      if (before != null) {
        before.add(task);
        return;
      }
      waiting.put(peer, new ArrayDeque<>());
    }
    task.run();
  }

  /** The peer's task is over; the next one runs now. */
  void done(Object peer) {
    Runnable next;
    synchronized (waiting) {
      Queue<Runnable> more = waiting.get(peer);
      next = more.poll();
      if (next == null) {
        waiting.remove(peer);
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
