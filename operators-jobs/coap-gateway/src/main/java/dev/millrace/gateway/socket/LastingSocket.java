package dev.millrace.gateway.socket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound UDP socket. If it is lost it is bound again at once, to the same address, unless that
 * happens too often: then it is given up. One thread receives, any may send.
 *
 * <p>It has one {@code DatagramSocket} after the other, as the interruption of a thread that sends
 * closes a {@code DatagramChannel} for all, and is one itself, since Scandium wants to be given
 * one; what is not overridden here fails, as of a closed one.
 */
final class LastingSocket extends DatagramSocket {
  private static final Logger LOG = LoggerFactory.getLogger(LastingSocket.class);

  private static final long REBIND_PAUSE_MILLIS = 50;

  /** After so many attempts to bind it, two seconds, the socket counts as lost once more. */
  private static final int REBIND_ATTEMPTS = 40;

  private final SocketSettings settings;
  private final IntakeObserver observer;
  private final InetSocketAddress address;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile DatagramSocket socket;

  /** Closed or given up. */
  private volatile boolean ended;

  /**
   * Binds.
   *
   * @param observer is asked whether to bind it again, whenever it is lost
   * @throws IOException if the address cannot be had
   */
  LastingSocket(InetSocketAddress wanted, SocketSettings settings, IntakeObserver observer)
      throws IOException {
    super((SocketAddress) null);
    // The one that it inherits is not used.
    super.close();
    this.settings = settings;
    this.observer = observer;
    this.socket = settings.bind(wanted);
    this.address = (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /**
   * Waits for a datagram, also beyond the loss of the socket.
   *
   * @throws IOException if the socket is closed or given up. Who asks again after that has to wait
   *     until it is closed, and does not turn in a circle.
   */
  @Override
  public void receive(DatagramPacket packet) throws IOException {
    if (ended) {
      var unused = closesWithin(Long.MAX_VALUE);
    }
    boolean received = false;
    while (!received) {
      DatagramSocket now = socket;
      try {
        now.receive(packet);
        received = true;
      } catch (IOException loss) {
        if (ended) {
          throw loss;
        }
        now.close();
        replace(loss);
      }
    }
  }

  private void replace(IOException loss) throws IOException {
    IOException reason = loss;
    while (reason != null) {
      LOG.warn("Socket {} is lost: {}", address, reason.getMessage());
      if (!observer.socketLost(reason)) {
        ended = true;
        throw reason;
      }
      reason = bindAgain();
    }
  }

  /** Why that did not work; null if it has. */
  private IOException bindAgain() throws IOException {
    IOException last = null;
    for (int attempt = 0; attempt < REBIND_ATTEMPTS; attempt++) {
      try {
        take(settings.bind(address));
        LOG.info("Socket {} is bound again", address);
        return null;
      } catch (IOException e) {
        last = e;
      }
      if (closesWithin(REBIND_PAUSE_MILLIS)) {
        throw new SocketException("closed while it was being bound again");
      }
    }
    return last;
  }

  private void take(DatagramSocket made) {
    socket = made;
    if (ended) {
      made.close();
    }
  }

  private boolean closesWithin(long millis) throws InterruptedIOException {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Only who closes it interrupts.
      ended = true;
      InterruptedIOException end = new InterruptedIOException("interrupted, so it is closed");
      end.initCause(e);
      throw end;
    }
  }

  @Override
  public void send(DatagramPacket packet) throws IOException {
    socket.send(packet);
  }

  /** Loses the socket, as a fault of the system might; for trying what follows. */
  void lose() {
    socket.close();
  }

  @Override
  public void close() {
    ended = true;
    socket.close();
    closing.countDown();
  }

  /** Whether it is closed or given up; not while it is being bound again. */
  @Override
  public boolean isClosed() {
    return ended;
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public InetAddress getLocalAddress() {
    return address.getAddress();
  }

  @Override
  public int getLocalPort() {
    return address.getPort();
  }

  @Override
  public InetSocketAddress getLocalSocketAddress() {
    return address;
  }

  @Override
  public void setReceiveBufferSize(int bytes) throws SocketException {
    socket.setReceiveBufferSize(bytes);
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return socket.getReceiveBufferSize();
  }

  @Override
  public void setSendBufferSize(int bytes) throws SocketException {
    socket.setSendBufferSize(bytes);
  }

  @Override
  public int getSendBufferSize() throws SocketException {
    return socket.getSendBufferSize();
  }
}
