package dev.millrace.gateway.socket;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;

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

  /**
   * Makes a socket.
   *
   * @throws IOException if the address cannot be had
   */
  DatagramSocket bind(InetSocketAddress address) throws IOException {
    DatagramSocket made = new DatagramSocket(null);
    try {
      if (shared()) {
        made.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      made.setReceiveBufferSize(receiveBuffer);
      made.setSendBufferSize(sendBuffer);
      made.bind(address);
      return made;
    } catch (IOException | RuntimeException e) {
      made.close();
      throw e;
    }
  }
}
