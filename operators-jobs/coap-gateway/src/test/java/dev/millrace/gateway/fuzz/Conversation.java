package dev.millrace.gateway.fuzz;

import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.DatagramBuilder;
import dev.millrace.gateway.testing.RawPeer;
import java.io.IOException;

/**
 * Sends datagrams one after the other and says what came of each. Behind each goes a CoAP ping:
 * what is answered at once is answered before it.
 */
final class Conversation implements AutoCloseable {
  private static final int FIRST_PING = 0x8000;

  private final RawPeer peer;
  private int ping = FIRST_PING;
  private int changed;

  Conversation(RawPeer peer) {
    this.peer = peer;
  }

  /**
   * The reaction with the message id of a datagram, which has to be below 0x8000, or null.
   *
   * @param certain whether one has to come; else it is not waited for
   */
  Datagram reactionTo(byte[] datagram, boolean certain) throws IOException {
    int mid = Reading.of(datagram).mid();
    peer.send(datagram);
    peer.send(DatagramBuilder.message(Datagram.CON, 0, ++ping).bytes());
    boolean pinged = false;
    Datagram reaction = null;
    while (!pinged || (certain && reaction == null)) {
      Datagram got = peer.receive();
      if (got.type() == Datagram.RST && got.mid() == ping) {
        pinged = true;
      } else if (got.type() == Datagram.NON) {
        // The answer to this or to an earlier non-confirmable request.
        note(got);
      } else if (got.mid() == mid && reaction == null) {
        note(got);
        reaction = got;
      } else {
        throw new AssertionError("nobody has asked for " + got + ", last was " + mid);
      }
    }
    return reaction;
  }

  private void note(Datagram answer) {
    if (answer.codeText().equals("2.04")) {
      changed++;
    }
  }

  /** How many answers said 2.04. */
  int changed() {
    return changed;
  }

  @Override
  public void close() {
    peer.close();
  }
}
