package dev.millrace.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** A TCP relay on loopback that can hold back what passes through it, or cut all connections. */
public final class TcpRelay implements AutoCloseable {
  private final ServerSocket server;
  private final Set<Socket> sockets = new HashSet<>();
  private volatile int target;
  private boolean held;
  private boolean cut;

  public TcpRelay() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Sets where the connections go. */
  public void to(int targetPort) {
    target = targetPort;
  }

  /** From now on bytes are kept, in both directions, until {@link #restore}. */
  public synchronized void hold() {
    held = true;
  }

  /** Breaks all connections and every new one, until {@link #restore}. */
  public synchronized void cut() {
    cut = true;
    sockets.forEach(TcpRelay::close);
    sockets.clear();
  }

  private synchronized boolean take(Socket socket) {
    return !cut && sockets.add(socket);
  }

  /** Lets everything through again. */
  public synchronized void restore() {
    cut = false;
    held = false;
    notifyAll();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // The server was closed, or the target is away: the client sees a closed connection.
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
        client.close();
        broker.close();
      }
    } catch (IOException e) {
      client.close();
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        awaitPassage();
        out.write(buffer, 0, count);
      }
    } catch (IOException | InterruptedException e) {
      // Closing both ends is all there is to do.
    }
  }

  private synchronized void awaitPassage() throws InterruptedException {
    while (held) {
      wait();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    restore();
    server.close();
    cut();
  }
}
