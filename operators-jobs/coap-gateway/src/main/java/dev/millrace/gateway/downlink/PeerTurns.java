package dev.millrace.gateway.downlink;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Lets no more than so many tasks at a time run for each peer, begun in order (NSTART, RFC 7252
 * section 4.7). Thread-safe. Whoever adds bounds how many there are.
 */
final class PeerTurns {
  private final int nstart;
  private final Map<Object, Turns> peers = new HashMap<>();

  /** Of one peer. */
  private static final class Turns {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
  }

  PeerTurns(int nstart) {
    this.nstart = nstart;
  }

  /** Runs the task, now or when one before it has {@link #done}. */
  void add(Object peer, Runnable task) {
    synchronized (peers) {
      Turns turns = peers.computeIfAbsent(peer, first -> new Turns());
      if (turns.running == nstart) {
        turns.waiting.add(task);
        return;
      }
      turns.running++;
    }
    task.run();
  }

  /** One of the peer's tasks is over; the next one runs now. */
  void done(Object peer) {
    Runnable next;
    synchronized (peers) {
      Turns turns = peers.get(peer);
      next = turns.waiting.poll();
      if (next == null) {
        turns.running--;
        if (turns.running == 0) {
          peers.remove(peer);
        }
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
