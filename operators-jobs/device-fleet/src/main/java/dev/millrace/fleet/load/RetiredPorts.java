package dev.millrace.fleet.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports whose message ids are used up. The system gives a port again as soon as its socket is
 * closed, and a server with a memory would rightly take the next client's requests for copies.
 */
final class RetiredPorts {
  private final long lifetime;
  private final Map<Integer, Long> retiredAt = new HashMap<>();

  /**
   * @param lifetime how long a message id stays taken
   */
  RetiredPorts(Duration lifetime) {
    this.lifetime = lifetime.toNanos();
  }

  void retire(int port, long now) {
    retiredAt.put(port, now);
  }

  /** Whether a client may send from this port. */
  boolean isFree(int port, long now) {
    Long since = retiredAt.get(port);
    return since == null || now - since > lifetime;
  }
}
