package dev.millrace.fleet.load;

import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.eclipse.californium.elements.RawData;

/**
 * DTLS 1.2 with pre-shared keys ({@link LoadKeys}) over the clients' sockets, all in the thread
 * that drives them. A client shakes hands when it has something to send, and again on another port,
 * as message ids are counted per session (RFC 7252 section 9.1.1).
 */
final class SecuredSockets implements LoadTransport {
  private static final int LARGEST_DATAGRAM = 1 << 16;

  private final LoadSockets sockets;
  private final ClientSessions sessions;
  private final CallerExecutor executor = new CallerExecutor("load-dtls");
  private final Deque<RawData> messages = new ArrayDeque<>();
  private final BitSet anew = new BitSet();
  private final byte[] incoming = new byte[LARGEST_DATAGRAM];
  private final DatagramPacket packet = new DatagramPacket(incoming, 0);

  private SecuredSockets(LoadSockets sockets, int clients) throws IOException {
    this.sockets = sockets;
    sessions = ClientSessions.over(sockets, clients);
    sessions.setExecutor(executor);
    // What is done with it is not done inside of the connector, which swallows what goes wrong.
    sessions.setRawDataReceiver(messages::add);
  }

  /** Takes sockets over; they are closed with it, and if it cannot be opened. */
  static SecuredSockets over(LoadSockets sockets, int clients) throws IOException {
    try {
      SecuredSockets secured = new SecuredSockets(sockets, clients);
      secured.sessions.start();
      return secured;
    } catch (IOException e) {
      sockets.close();
      throw e;
    }
  }

  @Override
  public void receive(long waitMillis, Receiver receiver) throws IOException {
    executor.runDue();
    sockets.receive(waitMillis, (client, datagram) -> received(client, datagram, receiver));
  }

  private void received(int client, ByteBuffer datagram, Receiver receiver) throws IOException {
    int length = datagram.remaining();
    datagram.get(incoming, 0, length);
    packet.setLength(length);
    sessions.received(client, packet);
    for (RawData message = messages.poll(); message != null; message = messages.poll()) {
      receiver.received(
          ClientSessions.client(message.getInetSocketAddress()),
          ByteBuffer.wrap(message.getBytes(), 0, message.getSize()));
    }
  }

  @Override
  public boolean send(int client, ByteBuffer datagram) {
    byte[] message = new byte[datagram.remaining()];
    datagram.get(message);
    boolean first = anew.get(client);
    anew.clear(client);
    return sessions.send(client, message, first);
  }

  @Override
  public void changePort(int client) throws IOException {
    sockets.changePort(client);
    anew.set(client);
  }

  @Override
  public void close() throws IOException {
    sessions.destroy();
    executor.shutdownNow();
    sockets.close();
  }
}
