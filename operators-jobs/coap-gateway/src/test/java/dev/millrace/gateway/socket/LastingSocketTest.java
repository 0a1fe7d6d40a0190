package dev.millrace.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastingSocketTest {
  private static final SocketSettings SETTINGS = new SocketSettings(1, 1 << 16, 1 << 16);

  private final CountingObserver observer = new CountingObserver();
  private LastingSocket socket;

  @BeforeEach
  void open() throws IOException {
    socket = bind(0);
  }

  private LastingSocket bind(int port) throws IOException {
    return new LastingSocket(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SETTINGS, observer);
  }

  @AfterEach
  void close() {
    socket.close();
  }

  private static void send(LastingSocket from, InetSocketAddress to) throws IOException {
    from.send(new DatagramPacket(new byte[] {7}, 1, to));
  }

  private void receive() throws IOException {
    socket.receive(new DatagramPacket(new byte[10], 10));
  }

  @Test // B4
  void whoWaitsForADatagramGetsTheFirstAfterALoss() throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[10], 10);
    socket.lose();
    Thread receiver =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    socket.receive(packet);
                  } catch (IOException e) {
                    observer.failed(e);
                  }
                });
    try (LastingSocket peer = bind(0)) {
      await()
          .until(
              () -> {
                send(peer, socket.getLocalSocketAddress());
                return !receiver.isAlive();
              });

      assertThat(packet.getLength()).isEqualTo(1);
      assertThat(packet.getSocketAddress()).isEqualTo(peer.getLocalSocketAddress());
      send(socket, peer.getLocalSocketAddress());
      peer.receive(packet);
      assertThat(packet.getSocketAddress()).isEqualTo(socket.getLocalSocketAddress());
    }
    assertThat(observer.losses).hasValue(1);
    assertThat(observer.faults).isEmpty();
    assertThat(socket.isClosed()).isFalse();
  }

  // Would catch: a library's thread that asks again and again, and takes a processor for that.
  @Test // G1
  void whoAsksForMoreOfASocketThatWasGivenUpWaitsForItsEnd() {
    observer.allowedLosses = 0;
    socket.lose();
    assertThatThrownBy(this::receive).isInstanceOf(SocketException.class);
    assertThat(socket.isClosed()).isTrue();

    Thread asking =
        Thread.ofPlatform()
            .start(() -> assertThatThrownBy(this::receive).isInstanceOf(SocketException.class));
    await()
        .untilAsserted(
            () ->
                assertThat(asking.getState())
                    .isIn(Thread.State.WAITING, Thread.State.TIMED_WAITING));
    assertThat(observer.losses).hasValue(1);
    socket.close();

    await().until(() -> !asking.isAlive());
  }

  @Test // the end is no loss
  void whoWaitsWhenItIsClosedLearnsOfIt() {
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () -> assertThatThrownBy(this::receive).isInstanceOf(SocketException.class));
    socket.close();

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(20));
    assertThat(observer.losses).hasValue(0);
  }

  @Test
  void aPortThatIsTakenIsAnError() {
    assertThatThrownBy(() -> bind(socket.getLocalPort())).isInstanceOf(BindException.class);
  }
}
