package dev.millrace.gateway.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between one device and a gateway as a router with address translation does: the gateway
 * sees an address of the router, which the router may replace at any time.
 */
public final class AddressTranslator implements AutoCloseable {
  private volatile InetSocketAddress gateway;
  private final DatagramSocket inside = socket();
  private final List<Integer> recordTypes = new CopyOnWriteArrayList<>();
  private volatile SocketAddress device;
  private volatile DatagramSocket outside;

  public AddressTranslator(InetSocketAddress gateway) throws IOException {
    this.gateway = gateway;
    outside = open();
    Thread.ofVirtual().start(this::outwards);
  }

  private static DatagramSocket socket() throws IOException {
    return new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  private DatagramSocket open() throws IOException {
    DatagramSocket opened = socket();
    Thread.ofVirtual().start(() -> inwards(opened));
    return opened;
  }

  /** Where the device sends to. */
  public InetSocketAddress address() {
    return (InetSocketAddress) inside.getLocalSocketAddress();
  }

  /** From now on the gateway sees another address, and the one before is nobody's. */
  public void rebind() throws IOException {
    DatagramSocket before = outside;
    outside = open();
    before.close();
    recordTypes.clear();
  }

  /** From now on what the device sends goes to another gateway, as behind a Service. */
  public void redirect(InetSocketAddress other) {
    gateway = other;
    recordTypes.clear();
  }

  /** The first byte of each datagram of the device since the last change: its DTLS record type. */
  public List<Integer> recordTypes() {
    return recordTypes;
  }

  private void outwards() {
    forward(
        inside,
        packet -> {
          device = packet.getSocketAddress();
          recordTypes.add(packet.getData()[0] & 0xFF);
          send(outside, packet, gateway);
        });
  }

  private void inwards(DatagramSocket from) {
    forward(from, packet -> send(inside, packet, device));
  }

  private interface Step {
    void take(DatagramPacket packet) throws IOException;
  }

  private static void forward(DatagramSocket from, Step step) {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    while (!from.isClosed()) {
      try {
        packet.setLength(65_536);
        from.receive(packet);
        step.take(packet);
      } catch (IOException e) {
        // A socket was closed; what it would have carried is lost, as on any network.
      }
    }
  }

  private static void send(DatagramSocket socket, DatagramPacket packet, SocketAddress to)
      throws IOException {
    byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
    socket.send(new DatagramPacket(bytes, bytes.length, to));
  }

  @Override
  public void close() {
    inside.close();
    outside.close();
  }
}
