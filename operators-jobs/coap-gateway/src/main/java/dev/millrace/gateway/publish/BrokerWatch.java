package dev.millrace.gateway.publish;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the brokers can be reached and which topics exist. A failure to send closes it for
 * all; from then on it probes, and opens again when the brokers answer. If sending fails again and
 * again although they answer, the pauses between probes grow. Logs each change once.
 */
final class BrokerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /**
   * What is known.
   *
   * @param trouble null while the brokers can be reached
   */
  private record View(Map<String, Integer> partitions, String trouble) {}

  private final String name;
  private final BrokerProbe probe;
  private final ScheduledExecutorService scheduler;
  private volatile Set<String> topics;
  private volatile View view = new View(Map.of(), "not asked yet");
  private volatile boolean acknowledged = true;
  private Duration pause = SHORTEST_PAUSE;
  private String shown = "";
  private ScheduledFuture<?> next;

  BrokerWatch(String name, Set<String> topics, BrokerProbe probe) {
    this.name = name;
    this.topics = topics;
    this.probe = probe;
    this.scheduler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("gateway-broker-watch-" + name).daemon().factory());
  }

  /** Asks the brokers once, waiting for the answer; goes on in the background if it is bad. */
  void start() throws InterruptedException {
    look();
  }

  /**
   * Follows these topics from now on, and asks about them at once. What was known of others stays
   * known: records for them may still be on their way.
   */
  void follow(Set<String> others) throws InterruptedException {
    topics = Set.copyOf(others);
    look();
  }

  boolean reachable() {
    return view.trouble() == null;
  }

  /** The number of partitions of a topic; 0 if it cannot be written now. */
  int partitions(String topic) {
    View seen = view;
    return seen.trouble() == null ? seen.partitions().getOrDefault(topic, 0) : 0;
  }

  /** Why a topic cannot be written now. */
  String trouble(String topic) {
    String trouble = view.trouble();
    return trouble == null ? "topic " + topic + " does not exist" : trouble;
  }

  /** A record was acknowledged. */
  void succeeded() {
    acknowledged = true;
  }

  /** A record could not be sent, for a reason that is not the record's own. */
  synchronized void failed(String reason) {
    if (!reachable()) {
      return;
    }
    Duration longer = pause.multipliedBy(2);
    if (acknowledged) {
      pause = SHORTEST_PAUSE;
    } else {
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
    acknowledged = false;
    show(new View(view.partitions(), reason));
    lookAfter(pause);
  }

  private void look() throws InterruptedException {
    Set<String> asked = topics;
    Map<String, Integer> answer = Map.of();
    String trouble = null;
    try {
      answer = probe.partitions(asked);
    } catch (BrokerProbe.UnreachableException | RuntimeException e) {
      // Whatever it is, the watch has to go on: nothing else would open the gateway again.
      trouble = String.valueOf(e.getMessage());
    }
    synchronized (this) {
      Map<String, Integer> known = new TreeMap<>(view.partitions());
      if (trouble == null) {
        known.keySet().removeAll(asked);
        known.putAll(answer);
      }
      show(new View(known, trouble));
      if (trouble != null || !known.keySet().containsAll(topics)) {
        lookAfter(SHORTEST_PAUSE);
      }
    }
  }

  private void lookAfter(Duration delay) {
    if (scheduler.isShutdown()) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    next =
        scheduler.schedule(
            () -> {
              look();
              return null;
            },
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void show(View seen) {
    view = seen;
    Set<String> missing = new TreeSet<>(topics);
    missing.removeAll(seen.partitions().keySet());
    String state =
        seen.trouble() != null
            ? "Kafka is unreachable"
            : missing.isEmpty()
                ? "Kafka is reachable"
                : "Kafka is reachable, but has no topic " + String.join(", ", missing);
    if (!state.equals(shown)) {
      shown = state;
      LOG.info(
          "Gateway {}: {}{}", name, state, seen.trouble() == null ? "" : ": " + seen.trouble());
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    probe.close();
  }
}
