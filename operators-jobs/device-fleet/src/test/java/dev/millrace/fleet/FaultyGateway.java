package dev.millrace.fleet;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A CoAP server that answers as badly as it is told to. It knows just enough of RFC 7252 for that,
 * and shares no code with the fleet, so that neither hides a mistake of the other.
 */
final class FaultyGateway implements AutoCloseable {
  static final int CHANGED = 0x44;
  static final int UNAVAILABLE = 0xa3;

  /** What a request looks like, and which arrival of how many it is. */
  static final class Request {
    private final SocketAddress peer;
    private final boolean confirmable;
    private final int id;
    private final byte[] token;
    private final byte[] payload;
    private final int arrival;

    Request(
        SocketAddress peer,
        boolean confirmable,
        int id,
        byte[] token,
        byte[] payload,
        int arrival) {
      this.peer = peer;
      this.confirmable = confirmable;
      this.id = id;
      this.token = token;
      this.payload = payload;
      this.arrival = arrival;
    }

    SocketAddress peer() {
      return peer;
    }

    boolean confirmable() {
      return confirmable;
    }

    int id() {
      return id;
    }

    byte[] token() {
      return token;
    }

    byte[] payload() {
      return payload;
    }

    int arrival() {
      return arrival;
    }
  }

  /** Says how to answer a request. */
  @FunctionalInterface
  interface Fault {
    void answer(FaultyGateway gateway, Request request) throws IOException;
  }

  final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  final List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
  private final DatagramSocket socket;
  private final Fault fault;
  private final Map<Long, Integer> arrivals = new HashMap<>();
  private final Thread thread;
  private int nextId = 1;

  FaultyGateway(Fault fault) throws IOException {
    this.fault = fault;
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    thread = Thread.ofPlatform().name("faulty-gateway").start(this::serve);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Requests without their retransmissions, which carry the same token. */
  List<Request> distinct() {
    return requests.stream().filter(request -> request.arrival() == 1).toList();
  }

  /** The response in the acknowledgement, or in a NON to a NON. */
  void respond(Request request, int code, int... optionBytes) throws IOException {
    int type = request.confirmable() ? 0x60 : 0x50;
    send(request, type, code, request.confirmable() ? request.id() : nextId++, true, optionBytes);
  }

  void acknowledge(Request request) throws IOException {
    send(request, 0x60, 0, request.id(), false);
  }

  void reset(Request request) throws IOException {
    send(request, 0x70, 0, request.id(), false);
  }

  /** A response in a confirmable message of its own; returns its Message ID. */
  int respondSeparately(Request request, int code) throws IOException {
    int id = nextId++;
    respondSeparately(request, code, id);
    return id;
  }

  void respondSeparately(Request request, int code, int id) throws IOException {
    send(request, 0x40, code, id, true);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the gateway ended", e);
    }
  }

  private void serve() {
    byte[] buffer = new byte[2_048];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        take(packet.getSocketAddress(), Arrays.copyOf(buffer, packet.getLength()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void take(SocketAddress peer, byte[] datagram) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(datagram);
    int first = in.get() & 0xff;
    int code = in.get() & 0xff;
    int id = in.getShort() & 0xffff;
    if (code == 0) {
      acknowledged.add((first & 0x30) == 0x20 ? id : -id);
      return;
    }
    byte[] token = new byte[first & 0xf];
    in.get(token);
    int marker = in.position();
    while (datagram[marker] != (byte) 0xff) {
      // Options of less than 13 bytes and numbers, which is all that the tests send.
      marker += 1 + (datagram[marker] & 0xf);
    }
    long key = ByteBuffer.wrap(token).getLong();
    Request request =
        new Request(
            peer,
            (first & 0x30) == 0,
            id,
            token,
            Arrays.copyOfRange(datagram, marker + 1, datagram.length),
            arrivals.merge(key, 1, Integer::sum));
    requests.add(request);
    fault.answer(this, request);
  }

  private void send(
      Request request, int type, int code, int id, boolean withToken, int... optionBytes)
      throws IOException {
    byte[] token = withToken ? request.token() : new byte[0];
    ByteBuffer out =
        ByteBuffer.allocate(4 + token.length + optionBytes.length)
            .put((byte) (type | token.length))
            .put((byte) code)
            .putShort((short) id)
            .put(token);
    for (int option : optionBytes) {
      out.put((byte) option);
    }
    socket.send(new DatagramPacket(out.array(), out.capacity(), request.peer()));
  }
}
