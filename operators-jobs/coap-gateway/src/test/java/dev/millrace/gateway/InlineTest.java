package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import dev.millrace.stream.codec.ContentFormat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is quick is examined where it is received, and what is slow is not (C5, C6, C8). */
@ExtendWith(BrokerExtension.class)
class InlineTest {
  private static final String PATH = "/lots/a/gates/b";
  private static final int SLOW_BYTES = 20;

  private final EmbeddedBroker broker;
  private final Map<String, String> threads = new ConcurrentHashMap<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private String topic;
  private CoapGateway gateway;

  InlineTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void start(TestInfo test) throws Exception {
    topic = "inline-" + test.getTestMethod().orElseThrow().getName();
    // One partition: its order is the order in which the records were published.
    broker.createTopic(topic, 1, Map.of());
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                topic,
                Specs.plain(
                    broker.bootstrapServers(),
                    Specs.limits(null, "20s", null),
                    Specs.gates(topic))),
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            new Syntax());
  }

  @AfterEach
  void stop() {
    release.countDown();
    gateway.close();
  }

  /** Whatever is long is slow, and hangs if it says so. */
  private final class Syntax implements PayloadSyntax {
    @Override
    public Optional<String> problem(ContentFormat format, byte[] payload) {
      String text = new String(payload, UTF_8);
      threads.put(text, Thread.currentThread().getName());
      if (text.contains("hang")) {
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return Optional.empty();
    }

    @Override
    public boolean isQuick(int bytes) {
      return bytes < SLOW_BYTES;
    }
  }

  private RawPeer peer() throws Exception {
    return new RawPeer(gateway.endpoints().get(0));
  }

  private static String slow(String what) {
    return "\"" + what + " ".repeat(SLOW_BYTES) + "\"";
  }

  @Test // C6
  void theReceivingThreadExaminesWhatIsQuickAndNothingElse() throws Exception {
    try (RawPeer peer = peer()) {
      for (String payload : List.of("1", slow("2"))) {
        peer.send(Datagram.post(payload.length(), 1, PATH, payload));
        assertThat(peer.receive().codeText()).isEqualTo("2.04");
      }
    }

    assertThat(threads.get("1")).startsWith("gateway-receiver");
    assertThat(threads.get(slow("2"))).startsWith("gateway-worker");
  }

  @Test // C8: quick requests do not overtake a slow one of their peer
  void thePeersOrderIsKeptThoughOneIsSlow() throws Exception {
    try (RawPeer peer = peer()) {
      peer.send(Datagram.post(1, 1, PATH, slow("hang")));
      for (int number = 2; number < 50; number++) {
        peer.send(
            Datagram.post(number, number, PATH, number % 7 == 0 ? slow("" + number) : "" + number));
      }
      // The thread that receives has had all of them once it has answered this one.
      peer.send(Datagram.post(99, 99, "/nowhere", "1"));
      assertThat(peer.receive().mid()).isEqualTo(99);
      await().until(() -> threads.containsKey(slow("hang")));
      assertThat(threads).containsOnlyKeys(slow("hang"));
      release.countDown();
      for (int number = 1; number < 50; number++) {
        assertThat(peer.receive().codeText()).isEqualTo("2.04");
      }
    }

    assertThat(broker.values(topic).stream().skip(1).map(text -> text.replaceAll("[\" ]", "")))
        .containsExactlyElementsOf(IntStream.range(2, 50).mapToObj(Integer::toString).toList());
  }

  @Test // C5, C6: more slow requests than there are workers, and the rest goes on
  void slowRequestsOfSomeDelayNoQuickOneOfOthers() throws Exception {
    int slow = 2 * Runtime.getRuntime().availableProcessors() + 8;
    AtomicInteger mid = new AtomicInteger();
    try (RawPeer other = peer()) {
      for (int number = 0; number < slow; number++) {
        try (RawPeer hanging = peer()) {
          hanging.send(Datagram.post(1000 + number, 1, PATH, slow("hang " + number)));
        }
      }
      for (int number = 0; number < 100; number++) {
        other.send(Datagram.post(mid.incrementAndGet(), number, PATH, "" + number));
        assertThat(other.receive().codeText()).isEqualTo("2.04");
      }
      await().until(() -> gateway.inFlight() == slow);
    }
  }
}
