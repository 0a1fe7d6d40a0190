package dev.millrace.fleet.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The empty acknowledgement of a confirmable response (RFC 7252 section 4.2). */
final class Acknowledgement {
  private static final byte HEAD = 0x60;

  private final ByteBuffer datagram = ByteBuffer.allocateDirect(Integer.BYTES);

  /** Sends it; false if it certainly did not leave the machine. */
  boolean send(LoadWire wire, int client, Answer answer) throws IOException {
    datagram.clear();
    datagram.put(HEAD).put((byte) 0).putShort((short) answer.messageId()).flip();
    return wire.send(client, datagram);
  }
}
