package dev.millrace.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedMultiPskStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tool over DTLS. */
final class SecuredLoadTest {
  private static final int CLIENTS = 20;

  /** Drops every tenth answer. */
  private static final class Stub implements AutoCloseable {
    private final DTLSConnector connector;
    private final Set<String> identities = ConcurrentHashMap.newKeySet();
    private final Map<Object, Long> requestsOfSessions = new ConcurrentHashMap<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong withoutId = new AtomicLong();

    Stub(Map<String, byte[]> keys) throws IOException {
      DtlsConfig.register();
      AdvancedMultiPskStore store = new AdvancedMultiPskStore();
      keys.forEach(store::setKey);
      connector =
          new DTLSConnector(
              DtlsConnectorConfig.builder(Configuration.createStandardWithoutFile())
                  .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                  .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
                  .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
                  .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 6)
                  .setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)
                  .setAdvancedPskStore(store)
                  .build());
      connector.setRawDataReceiver(this::answer);
      connector.start();
    }

    InetSocketAddress address() {
      return connector.getAddress();
    }

    private void answer(RawData request) {
      EndpointContext peer = request.getEndpointContext();
      identities.add(peer.getPeerIdentity().getName());
      requestsOfSessions.merge(peer.get(DtlsEndpointContext.KEY_SESSION_ID), 1L, Long::sum);
      if (peer.get(DtlsEndpointContext.KEY_READ_CONNECTION_ID) == null) {
        withoutId.incrementAndGet();
      }
      if (received.incrementAndGet() % 10 == 0) {
        dropped.incrementAndGet();
        return;
      }
      byte[] answer = new byte[8];
      System.arraycopy(request.getBytes(), 0, answer, 0, answer.length);
      answer[0] = 0x64;
      answer[1] = 0x44;
      connector.send(RawData.outbound(answer, peer, null, false));
    }

    @Override
    public void close() {
      connector.destroy();
    }
  }

  private static LoadPlan plan(Stub stub) {
    return LoadPlan.of(stub.address(), CLIENTS, LoadRequest.post("x/{client}", "{}", 50))
        .lasting(Duration.ofMillis(200), Duration.ofSeconds(2))
        .withTimeout(Duration.ofMillis(1_500))
        .overDtls()
        .waiting();
  }

  @Test
  void everyDroppedAnswerIsALostRequestOfASessionWithAConnectionId() throws Exception {
    Stub stub = new Stub(LoadKeys.of(CLIENTS));
    LoadFigures figures;
    try (stub) {
      figures = LoadRun.of(plan(stub)).all();
    }
    assertThat(stub.dropped).hasPositiveValue();
    assertThat(figures.answered()).isPositive();
    assertThat(figures.lostInAll()).isEqualTo(stub.dropped.get());
    assertThat(figures.sent()).isEqualTo(stub.received.get());
    assertThat(stub.withoutId).hasValue(0);
    assertThat(stub.requestsOfSessions).hasSize(CLIENTS);
    assertThat(stub.identities)
        .isEqualTo(
            IntStream.range(0, CLIENTS).mapToObj(LoadKeys::identity).collect(Collectors.toSet()));
  }

  @Test // RFC 7252 section 9.1.1: a session's message ids are its own
  void aClientTakesAnotherSessionWithItsPort() throws Exception {
    Stub stub = new Stub(LoadKeys.of(CLIENTS));
    LoadFigures figures;
    try (stub) {
      figures = LoadRun.of(plan(stub).withMessagesPerPort(5)).all();
    }
    assertThat(figures.sent()).isEqualTo(stub.received.get());
    assertThat(stub.requestsOfSessions).hasSizeGreaterThan(CLIENTS);
    assertThat(stub.requestsOfSessions.values()).allMatch(requests -> requests <= 5);
    assertThat(stub.identities).hasSize(CLIENTS);
  }

  @Test
  void aServerThatKnowsNobodyAnswersNobody() throws Exception {
    Stub stub = new Stub(Map.of("somebody", new byte[] {1}));
    LoadFigures figures;
    try (stub) {
      figures = LoadRun.of(plan(stub).withTimeout(Duration.ofMillis(500))).all();
    }
    assertThat(figures.answered()).isZero();
    assertThat(figures.lostInAll()).isEqualTo(figures.sent()).isPositive();
    assertThat(stub.received).hasValue(0);
  }

  @Test
  @Timeout(20)
  void whatIsToBeDoneLaterIsDoneByTheThreadThatAsks() {
    AtomicReference<Thread> by = new AtomicReference<>();
    try (CallerExecutor executor = new CallerExecutor("test")) {
      var unused =
          executor.schedule(() -> by.set(Thread.currentThread()), 1, TimeUnit.MILLISECONDS);
      while (by.get() == null) {
        executor.runDue();
        Thread.onSpinWait();
      }
    }
    assertThat(by.get()).isSameAs(Thread.currentThread());
  }
}
