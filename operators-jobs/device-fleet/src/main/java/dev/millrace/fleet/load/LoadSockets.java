package dev.millrace.fleet.load;

import dev.millrace.fleet.exchange.CoapTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** A connected non-blocking channel for each client, and one selector; all for one thread. */
final class LoadSockets implements LoadTransport {
  private static final int LARGEST_DATAGRAM = 1 << 16;

  private final InetSocketAddress server;
  private final Selector selector;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final RetiredPorts retired = new RetiredPorts(CoapTimes.RFC_7252.exchangeLifetime());
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);

  private LoadSockets(InetSocketAddress server, Selector selector) {
    this.server = server;
    this.selector = selector;
  }

  /**
   * Opens a socket for each client, on ports that the system chooses.
   *
   * @throws IOException if a socket cannot be opened; the message says how many could
   */
  static LoadSockets open(InetSocketAddress server, int clients) throws IOException {
    LoadSockets sockets = new LoadSockets(server, Selector.open());
    try {
      for (int client = 0; client < clients; client++) {
        sockets.channels.add(sockets.open(client));
      }
      return sockets;
    } catch (IOException e) {
      try (sockets) {
        throw new IOException(
            "opened %d of %d sockets to %s: %s; allow more open files (ulimit -n) or use fewer clients"
                .formatted(sockets.channels.size(), clients, server, e.getMessage()),
            e);
      }
    }
  }

  @Override
  public void receive(long waitMillis, Receiver receiver) throws IOException {
    try {
      if (waitMillis <= 0) {
        selector.selectNow(key -> read(key, receiver));
      } else {
        selector.select(key -> read(key, receiver), waitMillis);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean send(int client, ByteBuffer datagram) throws IOException {
    DatagramChannel channel = channels.get(client);
    try {
      return channel.write(datagram) > 0;
    } catch (IOException e) {
      // What ICMP has said about an earlier datagram: nobody listens, or not any more.
      return lostUnlessClosed(channel, e);
    }
  }

  @Override
  public void changePort(int client) throws IOException {
    DatagramChannel old = channels.get(client);
    retired.retire(port(old), System.nanoTime());
    channels.set(client, open(client));
    old.close();
  }

  @Override
  public void close() throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }

  private DatagramChannel open(int client) throws IOException {
    List<DatagramChannel> refused = new ArrayList<>();
    try {
      while (true) {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.connect(server);
        if (retired.isFree(port(channel), System.nanoTime())) {
          channel.register(selector, SelectionKey.OP_READ, client);
          return channel;
        }
        // Kept open meanwhile, or the system might offer it again.
        refused.add(channel);
      }
    } finally {
      for (DatagramChannel channel : refused) {
        channel.close();
      }
    }
  }

  private static int port(DatagramChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  private void read(SelectionKey key, Receiver receiver) {
    DatagramChannel channel = (DatagramChannel) key.channel();
    try {
      incoming.clear();
      // One each time: a client has one request under way, and what else there is comes next time.
      if (receive(channel) > 0) {
        receiver.received((int) key.attachment(), incoming.flip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int receive(DatagramChannel channel) throws IOException {
    try {
      return channel.read(incoming);
    } catch (IOException e) {
      lostUnlessClosed(channel, e);
      return 0;
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
