package dev.millrace.fleet.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Plain UDP: a connected non-blocking channel for each device, and one selector. */
public final class UdpTransport implements Transport {
  private static final int LARGEST_DATAGRAM = 1 << 16;

  /** Datagrams that one socket may deliver before the others get their turn. */
  private static final int TURN = 8;

  private final Selector selector;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final List<InetSocketAddress> locals = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);

  private UdpTransport(Selector selector) {
    this.selector = selector;
  }

  /**
   * Opens a socket for each device, on ports that the system chooses.
   *
   * @throws IOException if a socket cannot be opened; the message says how many could
   */
  public static UdpTransport open(int devices, InetSocketAddress gateway) throws IOException {
    UdpTransport transport = new UdpTransport(Selector.open());
    try {
      for (int device = 0; device < devices; device++) {
        transport.add(device, gateway);
      }
      return transport;
    } catch (IOException e) {
      try (transport) {
        throw new IOException(
            "opened %d of %d sockets to %s: %s; allow more open files (ulimit -n) or simulate"
                    .formatted(transport.locals.size(), devices, gateway, e.getMessage())
                + " fewer devices",
            e);
      }
    }
  }

  @Override
  public InetSocketAddress local(int device) {
    return locals.get(device);
  }

  @Override
  public boolean send(int device, byte[] datagram) throws IOException {
    DatagramChannel channel = channels.get(device);
    try {
      return channel.write(ByteBuffer.wrap(datagram)) > 0;
    } catch (IOException e) {
      // No route, or what ICMP has said about an earlier datagram: the next one may get through.
      return lostUnlessClosed(channel, e);
    }
  }

  @Override
  public void receive(long nanos, Receiver receiver) throws IOException {
    if (nanos <= 0) {
      selector.selectNow();
    } else {
      // Rounded up, since 0 would wait for ever.
      selector.select(TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1);
    }
    for (SelectionKey key : selector.selectedKeys()) {
      read((int) key.attachment(), receiver);
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }

  private void add(int device, InetSocketAddress gateway) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channels.add(channel);
    channel.configureBlocking(false);
    channel.connect(gateway);
    locals.add((InetSocketAddress) channel.getLocalAddress());
    channel.register(selector, SelectionKey.OP_READ, device);
  }

  private void read(int device, Receiver receiver) throws IOException {
    DatagramChannel channel = channels.get(device);
    for (int i = 0; i < TURN; i++) {
      buffer.clear();
      try {
        if (channel.read(buffer) <= 0) {
          return;
        }
      } catch (IOException e) {
        // What ICMP has said about a datagram of ours; retransmission deals with that.
        lostUnlessClosed(channel, e);
        continue;
      }
      byte[] datagram = new byte[buffer.flip().remaining()];
      buffer.get(datagram);
      receiver.received(device, datagram);
    }
  }

  private static boolean lostUnlessClosed(DatagramChannel channel, IOException failure)
      throws IOException {
    if (!channel.isOpen()) {
      throw failure;
    }
    return false;
  }
}
