package dev.millrace.local.running;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is between gateways and the broker: it can be cut, and mended again. */
final class BrokerLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
  private static final int BACKLOG = 50;
  private static final int BUFFER_BYTES = 1 << 16;

  private final ServerSocket server;
  private final Set<Socket> sockets = new HashSet<>();
  private volatile int target;
  private boolean cut;

  /** Opens it on the loopback interface; nothing passes before {@link #to}. */
  BrokerLink() throws IOException {
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().name("broker-link").daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Sets the port that connections go on to. */
  void to(int port) {
    target = port;
  }

  /** Breaks all connections, and every new one until {@link #mend}. */
  synchronized void cut() {
    cut = true;
    sockets.forEach(BrokerLink::close);
    sockets.clear();
  }

  synchronized void mend() {
    cut = false;
  }

  private synchronized boolean take(Socket socket) {
    return !cut && sockets.add(socket);
  }

  private synchronized void forget(Socket socket) {
    sockets.remove(socket);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        LOG.debug("a connection to the broker could not be made", e);
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
      if (take(client) && take(broker)) {
        Thread.ofVirtual().start(() -> pump(client, broker));
        Thread.ofVirtual().start(() -> pump(broker, client));
      } else {
        close(client);
        close(broker);
      }
    } catch (IOException e) {
      close(client);
      throw e;
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      LOG.debug("a connection to the broker has ended", e);
    } finally {
      forget(from);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a socket could not be closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
