package dev.millrace.fleet.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The sockets of the clients, as those who send see them. */
interface LoadWire {
  /** Takes in datagrams. */
  @FunctionalInterface
  interface Receiver {
    /** A datagram has come to a client; the buffer is the wire's. */
    void received(int client, ByteBuffer datagram) throws IOException;
  }

  /**
   * Sends without waiting.
   *
   * @return false if it certainly did not leave the machine
   */
  boolean send(int client, ByteBuffer datagram) throws IOException;

  /** Gives a client a port from which nothing was sent for a lifetime of message ids. */
  void changePort(int client) throws IOException;
}
