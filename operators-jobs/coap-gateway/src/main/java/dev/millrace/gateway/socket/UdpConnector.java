package dev.millrace.gateway.socket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.util.ClockUtil;

/**
 * Plain CoAP over UDP without a queue: the thread that receives a datagram hands it to the stack,
 * and the thread that answers sends. What is not received yet waits in the socket's buffer, and is
 * lost if that is full, as the network might have lost it.
 */
public final class UdpConnector implements Connector {
  private final InetSocketAddress wanted;
  private final SocketSettings settings;
  private final String name;
  private final DuplicateFilter filter;
  private final IntakeObserver observer;
  private volatile List<UdpSocket> sockets = List.of();
  private volatile RawDataChannel receiver;

  /**
   * @param name of the threads
   */
  public UdpConnector(
      InetSocketAddress address,
      SocketSettings settings,
      String name,
      DuplicateFilter filter,
      IntakeObserver observer) {
    this.wanted = address;
    this.settings = settings;
    this.name = name;
    this.filter = filter;
    this.observer = observer;
  }

  /** Binds. Nothing is received before {@link #receive}. */
  @Override
  public synchronized void start() throws IOException {
    if (isRunning()) {
      return;
    }
    if (settings.shared()) {
      // Sockets that share a port would not notice that another process has it.
      new DatagramSocket(wanted).close();
    }
    List<UdpSocket> opened = new ArrayList<>();
    try {
      InetSocketAddress address = wanted;
      for (int number = 0; number < settings.count(); number++) {
        opened.add(open(address, number));
        address = opened.get(0).address();
      }
    } catch (IOException | RuntimeException e) {
      opened.forEach(UdpSocket::close);
      throw e;
    }
    sockets = List.copyOf(opened);
  }

  private UdpSocket open(InetSocketAddress address, int number) throws IOException {
    return new UdpSocket(address, settings, name + "-" + number, this::received, observer);
  }

  /**
   * Begins to receive. To be called when the stack takes what is received: a request that it
   * dropped would be remembered, and its copies with it.
   */
  public void receive() {
    sockets.forEach(UdpSocket::start);
  }

  private void received(DatagramPacket packet, UdpSocket socket) {
    InetSocketAddress peer = (InetSocketAddress) packet.getSocketAddress();
    RawDataChannel stack = receiver;
    if (peer.getPort() == 0 || stack == null) {
      // RFC 768: from port 0 comes who wants no answer.
      return;
    }
    EndpointContext origin =
        filter.receive(
            packet.getData(),
            packet.getLength(),
            peer,
            new PlainOrigin(peer),
            answer -> reply(answer, peer, socket));
    if (origin != null) {
      byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
      stack.receiveData(
          RawData.inbound(datagram, origin, false, ClockUtil.nanoRealtime(), getAddress()));
    }
  }

  private void reply(byte[] answer, InetSocketAddress peer, UdpSocket socket) {
    try {
      socket.send(answer, peer);
    } catch (IOException e) {
      if (isRunning()) {
        observer.failed(e);
      }
    }
  }

  @Override
  public void send(RawData message) {
    List<UdpSocket> open = sockets;
    if (open.isEmpty()) {
      message.onError(new InterruptedIOException("the connector does not run"));
      return;
    }
    filter.send(message);
    InetSocketAddress peer = message.getInetSocketAddress();
    try {
      message.onContextEstablished(message.getEndpointContext());
      open.get(Math.floorMod(peer.hashCode(), open.size())).send(message.getBytes(), peer);
    } catch (IOException | RuntimeException e) {
      message.onError(e);
      return;
    }
    message.onSent();
  }

  @Override
  public synchronized void stop() {
    List<UdpSocket> open = sockets;
    sockets = List.of();
    open.forEach(UdpSocket::close);
  }

  @Override
  public void destroy() {
    stop();
    receiver = null;
  }

  @Override
  public void setRawDataReceiver(RawDataChannel channel) {
    receiver = channel;
  }

  /** Every message goes to where a request came from, so there is nothing to match. */
  @Override
  public void setEndpointContextMatcher(EndpointContextMatcher matcher) {}

  /** Where it is bound; before that, where it is to be. */
  @Override
  public InetSocketAddress getAddress() {
    List<UdpSocket> open = sockets;
    return open.isEmpty() ? wanted : open.get(0).address();
  }

  @Override
  public String getProtocol() {
    return CoAP.PROTOCOL_UDP;
  }

  @Override
  public boolean isRunning() {
    return !sockets.isEmpty();
  }

  /** The sockets; for tests that take one away. */
  List<UdpSocket> sockets() {
    return sockets;
  }

  /** Loses one of the sockets, as a fault of the system might; for trying what follows. */
  public void loseSocket(RandomGenerator random) {
    List<UdpSocket> open = sockets;
    open.get(random.nextInt(open.size())).lose();
  }

  /** Nothing but the own threads brings datagrams. */
  @Override
  public void processDatagram(DatagramPacket datagram) {
    throw new UnsupportedOperationException();
  }
}
