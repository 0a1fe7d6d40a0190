package dev.millrace.fleet.load;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A closed loop of bodies in blocks: each client transfers one after the other. Nothing is sent
 * again: a body of which a message is not answered in time is lost.
 *
 * @param warmUp the time before anything is measured
 * @param timeout of each message
 */
public record BodyPlan(
    InetSocketAddress server,
    int clients,
    BodyRequest request,
    Duration warmUp,
    Duration duration,
    Duration timeout) {
  private static final int MESSAGE_IDS = 1 << 16;

  /** Refuses what cannot be carried out. */
  public BodyPlan {
    if (clients < 1) {
      throw new IllegalArgumentException("clients must be at least 1: " + clients);
    }
    if (!duration.isPositive() || !timeout.isPositive() || warmUp.isNegative()) {
      throw new IllegalArgumentException("duration and timeout must be longer than 0");
    }
    if (request.mostMessages() > MESSAGE_IDS) {
      throw new IllegalArgumentException(
          "a body of " + request.bodyBytes() + " bytes needs more message ids than there are");
    }
  }

  /** How many messages a client may send from a port before it takes another one. */
  int messagesPerPort() {
    return MESSAGE_IDS - request.mostMessages();
  }
}
