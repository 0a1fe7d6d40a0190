package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import dev.millrace.stream.codec.ContentFormat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * At-most-once while the gateway is busy: three hundred devices, one request of twenty a copy of
 * any earlier one, one of a hundred sent twice at once. A5, A6, C8.
 */
@ExtendWith(BrokerExtension.class)
class DuplicatesUnderLoadTest {
  private static final int THREADS = 4;
  private static final int PEERS_OF_THREAD = 75;
  private static final int REQUESTS_OF_PEER = 60;
  private static final String PATH = "/lots/a/gates/b";

  /** A datagram that is not answered by then was lost: it is sent again, which is one more copy. */
  private static final Duration LOST = Duration.ofSeconds(2);

  private final EmbeddedBroker broker;
  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  private final AtomicInteger allRuns = new AtomicInteger();

  DuplicatesUnderLoadTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  /**
   * Counts the runs of the handler. Half of the requests get an answer that tells which run it was.
   */
  private Optional<String> check(ContentFormat format, byte[] payload) {
    String text = new String(payload, UTF_8);
    runs.computeIfAbsent(text, unused -> new AtomicInteger()).incrementAndGet();
    int run = allRuns.incrementAndGet();
    return text.endsWith("r\"") ? Optional.of("run " + run) : Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyRequestIsCarriedOutOnceAndAnsweredAlike(int sockets) throws Exception {
    String topic = "duplicates-" + sockets;
    broker.createTopic(topic);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (CoapGateway gateway =
        CoapGateway.start(
            GatewayConfig.local(
                topic,
                Specs.plain(
                    broker.bootstrapServers(),
                    new GatewayLimitsSpec(null, null, "20s", null, null, null, sockets),
                    Specs.gates(topic))),
            meters,
            Clock.systemUTC(),
            this::check)) {
      Copies copies = load(gateway.endpoints().get(0));

      int requests = THREADS * PEERS_OF_THREAD * REQUESTS_OF_PEER;
      assertThat(allRuns).as("runs of the handler").hasValue(requests);
      assertThat(runs).hasSize(requests);
      assertThat(copies.sent()).isGreaterThan(requests / 20);
      assertThat(broker.values(topic)).doesNotHaveDuplicates().hasSize(requests / 2);
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          meters.find("millrace.gateway.duplicates").counters().stream()
                              .mapToDouble(counter -> counter.count())
                              .sum())
                      .isBetween(copies.sent() - copies.perhapsFirst(), copies.sent()));
      assertThat(meters.get("millrace.gateway.exchanges").gauge().value()).isEqualTo(requests);
      assertThat(meters.get("millrace.gateway.peers").gauge().value())
          .isEqualTo(THREADS * PEERS_OF_THREAD);
    }
  }

  /**
   * What the devices sent beside their requests.
   *
   * @param perhapsFirst those sent because no answer came, so the request may have been lost
   */
  private record Copies(double sent, double perhapsFirst) {
    Copies plus(Copies others) {
      return new Copies(sent + others.sent, perhapsFirst + others.perhapsFirst);
    }
  }

  private static Copies load(InetSocketAddress gateway) throws Exception {
    List<Callable<Copies>> tasks =
        IntStream.range(0, THREADS)
            .<Callable<Copies>>mapToObj(thread -> () -> devices(gateway, thread))
            .toList();
    Copies copies = new Copies(0, 0);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Copies> task : threads.invokeAll(tasks)) {
        copies = copies.plus(task.get());
      }
    }
    return copies;
  }

  /** Some devices that take turns, so that each has a request under way while the others send. */
  private static Copies devices(InetSocketAddress gateway, int thread) throws Exception {
    Random random = new Random(thread);
    List<LoadPeer> peers = new ArrayList<>();
    try {
      for (int number = 0; number < PEERS_OF_THREAD; number++) {
        peers.add(new LoadPeer(gateway, thread + "-" + number, random));
      }
      for (int request = 0; request < REQUESTS_OF_PEER; request++) {
        for (LoadPeer peer : peers) {
          peer.begin(request);
        }
        for (LoadPeer peer : peers) {
          peer.finish();
        }
      }
      return peers.stream()
          .map(peer -> new Copies(peer.copies, peer.unanswered))
          .reduce(new Copies(0, 0), Copies::plus);
    } finally {
      for (LoadPeer peer : peers) {
        peer.socket.close();
      }
    }
  }

  /** A device that remembers every answer. */
  private static final class LoadPeer {
    final RawPeer socket;
    final String name;
    final Random random;
    final Map<Integer, byte[]> requests = new HashMap<>();
    final Map<Integer, byte[]> answers = new HashMap<>();
    final int firstMid;
    int copies;
    int unanswered;
    int awaited;

    LoadPeer(InetSocketAddress gateway, String name, Random random) throws Exception {
      this.socket = new RawPeer(gateway);
      this.name = name;
      this.random = random;
      this.firstMid = random.nextInt(0x10000);
    }

    void begin(int request) throws Exception {
      awaited = (firstMid + request) & 0xFFFF;
      String payload = "\"" + name + " " + request + (request % 2 == 0 ? " r\"" : " a\"");
      requests.put(awaited, Datagram.post(awaited, random.nextInt(0x10000), PATH, payload));
      socket.send(requests.get(awaited));
      if (random.nextInt(100) == 0) {
        copy(awaited);
      }
      if (request > 0 && random.nextInt(20) == 0) {
        copy((firstMid + random.nextInt(request)) & 0xFFFF);
      }
    }

    private void copy(int mid) throws Exception {
      copies++;
      socket.send(requests.get(mid));
    }

    /** Takes answers until the awaited one is there; each has to be what it was before. */
    void finish() throws Exception {
      while (!answers.containsKey(awaited)) {
        Optional<byte[]> answer = socket.receiveBytes(LOST);
        if (answer.isEmpty()) {
          unanswered++;
          copy(awaited);
          continue;
        }
        byte[] bytes = answer.get();
        int mid = Datagram.read(bytes).mid();
        byte[] before = answers.putIfAbsent(mid, bytes);
        if (before != null) {
          assertThat(bytes).as("answer to %s of %s", mid, name).isEqualTo(before);
        }
      }
    }
  }
}
