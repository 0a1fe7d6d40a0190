package dev.millrace.gateway.socket;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket and the thread that receives from it. If the socket is lost it is bound again at once,
 * to the same address, unless that happens too often. A {@code DatagramSocket}, as the interruption
 * of a thread that sends closes a {@code DatagramChannel} for all.
 */
final class UdpSocket {
  private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

  /** Whatever UDP can carry. */
  private static final int MAX_DATAGRAM = 65_535;

  private static final long REBIND_PAUSE_MILLIS = 50;

  /** After so many attempts to bind it, two seconds, the socket counts as lost once more. */
  private static final int REBIND_ATTEMPTS = 40;

  private static final long JOIN_MILLIS = 1000;

  private final SocketSettings settings;
  private final BiConsumer<DatagramPacket, UdpSocket> receiver;
  private final IntakeObserver observer;
  private final Thread thread;
  private final InetSocketAddress address;
  private volatile DatagramSocket socket;
  private volatile boolean closed;

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
    this.settings = settings;
    this.receiver = receiver;
    this.observer = observer;
    this.socket = bind(address);
    this.address = (InetSocketAddress) socket.getLocalSocketAddress();
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  private DatagramSocket bind(InetSocketAddress wanted) throws IOException {
    DatagramSocket made = new DatagramSocket(null);
    try {
      if (settings.shared()) {
        made.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      made.setReceiveBufferSize(settings.receiveBuffer());
      made.setSendBufferSize(settings.sendBuffer());
      made.bind(wanted);
      return made;
    } catch (IOException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  InetSocketAddress address() {
    return address;
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
    while (!closed) {
      try {
        packet.setLength(MAX_DATAGRAM);
        socket.receive(packet);
      } catch (IOException e) {
        rebind(e);
        continue;
      }
      try {
        receiver.accept(packet, this);
      } catch (RuntimeException | Error fault) {
        observer.failed(fault);
      }
    }
  }

  private void rebind(IOException loss) {
    socket.close();
    IOException reason = loss;
    while (!closed && reason != null) {
      LOG.warn("Socket {} is lost: {}", address, reason.getMessage());
      if (!observer.socketLost(reason)) {
        closed = true;
        return;
      }
      reason = bindAgain();
    }
  }

  /** Why that did not work; null if it has, or if there is an end to it. */
  private IOException bindAgain() {
    IOException last = null;
    for (int attempt = 0; attempt < REBIND_ATTEMPTS && !closed; attempt++) {
      try {
        DatagramSocket made = bind(address);
        socket = made;
        if (closed) {
          made.close();
        }
        LOG.info("Socket {} is bound again", address);
        return null;
      } catch (IOException e) {
        last = e;
      }
      pause();
    }
    return closed ? null : last;
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(REBIND_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // Only close interrupts.
      closed = true;
    }
  }

  /** Loses the socket, as a fault of the system might; for tests of what follows. */
  void lose() {
    socket.close();
  }

  void close() {
    closed = true;
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
