package dev.millrace.gateway.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A device that is nothing but a UDP socket. */
public final class RawPeer implements AutoCloseable {
  /** Far longer than anything takes that is going to come. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DatagramSocket socket;
  private final InetSocketAddress gateway;
  private InetSocketAddress sender;

  public RawPeer(InetSocketAddress gateway) throws IOException {
    this(gateway, InetAddress.getLoopbackAddress());
  }

  /** With an own address of this machine, such as any that begins with 127. */
  public RawPeer(InetSocketAddress gateway, InetAddress own) throws IOException {
    this.gateway = gateway;
    this.socket = new DatagramSocket(0, own);
  }

  public int port() {
    return socket.getLocalPort();
  }

  public void send(byte[] datagram) throws IOException {
    sendTo(gateway, datagram);
  }

  /** Sends to another gateway. */
  public void sendTo(InetSocketAddress other, byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, other));
  }

  /** The next datagram; fails if none comes. */
  public byte[] receiveBytes() throws IOException {
    return receiveBytes(PATIENCE).orElseThrow(() -> new AssertionError("no datagram came"));
  }

  /** The next message; fails if none comes. */
  public Datagram receive() throws IOException {
    return Datagram.read(receiveBytes());
  }

  /** The next datagram, empty if none comes in the given time. */
  public Optional<byte[]> receiveBytes(Duration patience) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    socket.setSoTimeout((int) patience.toMillis());
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
    sender = (InetSocketAddress) packet.getSocketAddress();
    return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  /** Who has sent what was received last. */
  public InetSocketAddress sender() {
    return sender;
  }

  @Override
  public void close() {
    socket.close();
  }
}
