package dev.millrace.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.exchange.ExchangeStore;
import dev.millrace.gateway.exchange.Lifetimes;
import dev.millrace.gateway.exchange.SlabPool;
import dev.millrace.gateway.testing.RawPeer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.elements.RawData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connector on real sockets; what it hands on is answered by an acknowledgement with a count.
 */
class UdpConnectorTest {
  private final CountingObserver observer = new CountingObserver();
  private final AtomicInteger handled = new AtomicInteger();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private UdpConnector connector;

  private UdpConnector connector(int port, int sockets) {
    return new UdpConnector(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new SocketSettings(sockets, 1 << 18, 1 << 18),
        "receiver",
        new DuplicateFilter(
            new ExchangeStore(
                new SlabPool(1 << 24),
                Lifetimes.RFC_7252,
                100,
                () -> System.nanoTime() / 1_000_000),
            Deduplication.FULL,
            observer),
        observer);
  }

  private void start(int sockets) throws IOException {
    connector = connector(0, sockets);
    connector.setRawDataReceiver(this::answer);
    connector.start();
    connector.receive();
  }

  private void answer(RawData request) {
    threads.add(Thread.currentThread().getName());
    byte[] bytes = request.getBytes();
    if (bytes.length > 4) {
      throw new StackOverflowError("a bug");
    }
    byte[] answer = {0x60, 0x44, bytes[2], bytes[3], (byte) 0xFF, (byte) handled.incrementAndGet()};
    connector.send(RawData.outbound(answer, request.getEndpointContext(), null, false));
  }

  @AfterEach
  void stop() {
    if (connector != null) {
      connector.destroy();
    }
  }

  private static byte[] request(int mid) {
    return new byte[] {0x40, 2, (byte) (mid >> 8), (byte) mid};
  }

  @Test // B4: the socket comes back by itself, on its port, and what was remembered still is
  void aLostSocketIsBoundAgainAndNothingIsForgotten() throws Exception {
    start(1);
    InetSocketAddress address = connector.getAddress();
    try (RawPeer peer = new RawPeer(address)) {
      peer.send(request(1));
      byte[] first = peer.receiveBytes();
      connector.sockets().get(0).lose();

      await()
          .untilAsserted(
              () -> {
                peer.send(request(1));
                Optional<byte[]> again = peer.receiveBytes(Duration.ofMillis(50));
                assertThat(again).hasValue(first);
              });
      assertThat(handled).hasValue(1);
      assertThat(connector.getAddress()).isEqualTo(address);
    }
  }

  @Test // G1: the socket is the error kernel; lost too often it ends with its thread
  void aSocketThatIsLostTooOftenIsGivenUp() throws Exception {
    observer.allowedLosses = 1;
    start(1);
    try (RawPeer peer = new RawPeer(connector.getAddress())) {
      connector.sockets().get(0).lose();
      await()
          .until(
              () -> {
                peer.send(request(1));
                return peer.receiveBytes(Duration.ofMillis(50)).isPresent();
              });
      Thread receiver = receiver();
      connector.sockets().get(0).lose();

      await().until(() -> !receiver.isAlive());
      assertThat(observer.losses).hasValue(2);
    }
  }

  private static Thread receiver() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("receiver-0"))
        .findAny()
        .orElseThrow();
  }

  @ParameterizedTest // B3: a peer stays with one of the sockets, and each serves some
  @ValueSource(ints = {1, 3})
  void everyPeerIsServedByWhicheverSocket(int sockets) throws Exception {
    start(sockets);
    for (int number = 0; number < 60; number++) {
      try (RawPeer peer = new RawPeer(connector.getAddress())) {
        peer.send(request(number));
        byte[] first = peer.receiveBytes();
        peer.send(request(number));
        assertThat(peer.receiveBytes()).isEqualTo(first);
      }
    }

    assertThat(handled).hasValue(60);
    assertThat(threads).hasSize(sockets);
    assertThat(new HashSet<>(connector.sockets())).hasSize(sockets);
  }

  @Test // C4
  void aFaultLosesOneDatagram() throws Exception {
    start(1);
    try (RawPeer peer = new RawPeer(connector.getAddress())) {
      peer.send(new byte[] {0x40, 2, 0, 1, 0x10});
      peer.send(request(2));

      assertThat(peer.receive().mid()).isEqualTo(2);
      assertThat(observer.faults).singleElement().isInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void whatComesBeforeTheStackIsReadyWaits() throws Exception {
    connector = connector(0, 1);
    connector.setRawDataReceiver(this::answer);
    connector.start();
    try (RawPeer peer = new RawPeer(connector.getAddress())) {
      peer.send(request(1));
      connector.receive();

      assertThat(peer.receive().mid()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aPortThatIsTakenIsAnError(int sockets) throws Exception {
    start(sockets);
    UdpConnector second = connector(connector.getAddress().getPort(), sockets);

    assertThatThrownBy(second::start).isInstanceOf(BindException.class);
    assertThat(second.isRunning()).isFalse();
  }

  @Test
  void afterTheEndNothingIsSent() throws Exception {
    start(1);
    connector.stop();

    assertThat(connector.isRunning()).isFalse();
    connector.send(
        RawData.outbound(
            request(1),
            new PlainOrigin(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)),
            null,
            false));
  }
}
