package dev.millrace.gateway.socket;

/**
 * How sockets are made.
 *
 * @param count sockets of one listener, each with its thread; the system spreads the peers over
 *     them, and a peer stays with one
 * @param receiveBuffer bytes
 * @param sendBuffer bytes
 */
public record SocketSettings(int count, int receiveBuffer, int sendBuffer) {
  /** Whether one address is bound more than once. */
  boolean shared() {
    return count > 1;
  }
}
