package dev.millrace.gateway.socket;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;

/** One socket and the thread that receives from it, until it is closed or given up. */
final class UdpSocket {
  /** Whatever UDP can carry. */
  private static final int MAX_DATAGRAM = 65_535;

  private static final long JOIN_MILLIS = 1000;

  private final BiConsumer<DatagramPacket, UdpSocket> receiver;
  private final IntakeObserver observer;
  private final Thread thread;
  private final LastingSocket socket;

  /**
   * Binds.
   *
   * @param receiver is called on the socket's own thread, after {@link #start}
   */
  UdpSocket(
      InetSocketAddress address,
      SocketSettings settings,
      String name,
      BiConsumer<DatagramPacket, UdpSocket> receiver,
      IntakeObserver observer)
      throws IOException {
    this.receiver = receiver;
    this.observer = observer;
    this.socket = new LastingSocket(address, settings, observer);
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  InetSocketAddress address() {
    return socket.getLocalSocketAddress();
  }

  /** What comes in before waits in the socket's buffer. */
  void start() {
    thread.start();
  }

  void send(byte[] datagram, InetSocketAddress peer) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, peer));
  }

  private void run() {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    while (!socket.isClosed()) {
      packet.setLength(MAX_DATAGRAM);
      if (receive(packet)) {
        pass(packet);
      }
    }
  }

  /** Whether there is a datagram; if not, the socket has ended, which the observer knows. */
  private boolean receive(DatagramPacket packet) {
    try {
      socket.receive(packet);
      return true;
    } catch (IOException end) {
      return false;
    }
  }

  private void pass(DatagramPacket packet) {
    try {
      receiver.accept(packet, this);
    } catch (RuntimeException | Error fault) {
      observer.failed(fault);
    }
  }

  /** Loses the socket, as a fault of the system might; for tests of what follows. */
  void lose() {
    socket.lose();
  }

  void close() {
    socket.close();
    if (thread == Thread.currentThread()) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
