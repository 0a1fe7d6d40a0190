package dev.millrace.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The tool on real sockets. */
final class LoadRunTest {
  /** Drops every tenth answer. */
  private static final class Stub implements AutoCloseable {
    private final DatagramSocket socket;
    private final Set<Integer> ports = new HashSet<>();
    private final CompletableFuture<Void> ended;
    private long received;
    private long dropped;

    Stub() throws SocketException {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ended = CompletableFuture.runAsync(this::serve);
    }

    InetSocketAddress address() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void serve() {
      DatagramPacket packet = new DatagramPacket(new byte[256], 256);
      while (!socket.isClosed()) {
        try {
          packet.setLength(256);
          socket.receive(packet);
          ports.add(packet.getPort());
          if (++received % 10 == 0) {
            dropped++;
            continue;
          }
          byte[] bytes = packet.getData();
          bytes[0] = 0x64;
          bytes[1] = 0x44;
          packet.setLength(8);
          socket.send(packet);
        } catch (IOException e) {
          if (!socket.isClosed()) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }

    @Override
    public void close() {
      socket.close();
      ended.join();
    }
  }

  @Test // I1
  void everyDroppedAnswerIsALostRequest() throws Exception {
    Stub stub = new Stub();
    LoadFigures figures;
    try (stub) {
      figures =
          LoadRun.of(
                  LoadPlan.of(stub.address(), 50, LoadRequest.post("x", "{}", 50))
                      .lasting(Duration.ofMillis(200), Duration.ofSeconds(2))
                      .withTimeout(Duration.ofMillis(1_500))
                      .withMessagesPerPort(5)
                      .waiting())
              .all();
    }
    assertThat(stub.dropped).isPositive();
    assertThat(figures.lostInAll()).isEqualTo(stub.dropped);
    assertThat(figures.sent()).isEqualTo(stub.received);
    // No port has carried more than five requests.
    assertThat(stub.ports).hasSizeGreaterThanOrEqualTo((int) (stub.received / 5));
  }

  @Test
  void nobodyListensAndEveryRequestIsLost() throws Exception {
    InetSocketAddress nobody;
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      nobody = (InetSocketAddress) socket.getLocalSocketAddress();
    }
    LoadFigures figures =
        LoadRun.of(
                LoadPlan.of(nobody, 3, LoadRequest.get("x"))
                    .lasting(Duration.ZERO, Duration.ofMillis(300))
                    .withTimeout(Duration.ofMillis(50)))
            .all();

    assertThat(figures.answered()).isZero();
    assertThat(figures.lostInAll()).isEqualTo(figures.sent()).isPositive();
  }
}
