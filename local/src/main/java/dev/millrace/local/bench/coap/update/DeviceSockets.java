package dev.millrace.local.bench.coap.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A UDP socket for each device, all read by one thread. A device's gateway has a made-up address,
 * so that one DTLS stack can serve all devices; where datagrams really go is the same for all, and
 * may change at any time, as behind a Service.
 */
final class DeviceSockets implements AutoCloseable {
  private static final int MADE_UP_PORT = 5684;
  private static final int DATAGRAM_BYTES = 2048;

  private final Selector selector;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private volatile InetSocketAddress gateway;

  /**
   * @param gateway where datagrams go at first
   */
  DeviceSockets(int devices, InetSocketAddress gateway) throws IOException {
    this.gateway = gateway;
    this.selector = Selector.open();
    for (int device = 0; device < devices; device++) {
      DatagramChannel channel = DatagramChannel.open();
      channels.add(channel);
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, device);
    }
  }

  /** What a device takes for the address of its gateway: 10.0.0.0 and its number. */
  static InetSocketAddress gatewayOf(int device) {
    byte[] address = {10, (byte) (device >>> 16), (byte) (device >>> 8), (byte) device};
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), MADE_UP_PORT);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** The device that has such an address for its gateway. */
  static int deviceOf(InetSocketAddress gateway) {
    byte[] address = gateway.getAddress().getAddress();
    return (address[1] & 0xFF) << 16 | (address[2] & 0xFF) << 8 | address[3] & 0xFF;
  }

  /** From now on datagrams go there. */
  void redirect(InetSocketAddress other) {
    gateway = other;
  }

  void send(int device, byte[] bytes, int offset, int length) throws IOException {
    // What the system does not take is lost, as on any network.
    var unused = channels.get(device).send(ByteBuffer.wrap(bytes, offset, length), gateway);
  }

  /** Begins to hand on what comes in, by device, on a thread of its own. */
  void receive(BiConsumer<Integer, byte[]> receiver) {
    Thread.ofPlatform().daemon().name("device-sockets").start(() -> run(receiver));
  }

  private void run(BiConsumer<Integer, byte[]> receiver) {
    ByteBuffer buffer = ByteBuffer.allocate(DATAGRAM_BYTES);
    try {
      while (selector.isOpen()) {
        var unused = selector.select(key -> read(key, buffer, receiver));
      }
    } catch (ClosedSelectorException e) {
      // It is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(
      SelectionKey key, ByteBuffer buffer, BiConsumer<Integer, byte[]> receiver) {
    try {
      DatagramChannel channel = (DatagramChannel) key.channel();
      while (channel.receive(buffer.clear()) != null) {
        receiver.accept(
            (Integer) key.attachment(), Arrays.copyOf(buffer.array(), buffer.position()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (DatagramChannel channel : channels) {
      channel.close();
    }
  }
}
