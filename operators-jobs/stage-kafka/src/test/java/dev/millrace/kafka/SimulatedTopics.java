package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The output topics of one stage in memory, with what a broker may do to them: what is in flight
 * lands in order, a partition at a time, at any later moment; when its sender dies a prefix of it
 * still lands, at once or after the successor has read the tail.
 */
final class SimulatedTopics {
  /** One landed record. */
  record Landed(Identity identity, byte[] value) {}

  private record InFlight(Output output, Landed record) {}

  final Map<OutputPartition, List<Landed>> logs = new TreeMap<>();
  private final List<Map<OutputPartition, Deque<InFlight>>> zombies = new ArrayList<>();
  private final Set<OutputPartition> acknowledgedOnce = new HashSet<>();
  private final RandomGenerator random;
  private Map<OutputPartition, Deque<InFlight>> inFlight = new TreeMap<>();

  SimulatedTopics(List<OutputPartition> partitions, RandomGenerator random) {
    this.random = random;
    partitions.forEach(partition -> logs.put(partition, new ArrayList<>()));
  }

  /** Lands one record that is in flight, of any partition, and acknowledges it (or not yet). */
  void landOne() {
    List<OutputPartition> waiting =
        inFlight.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    if (!waiting.isEmpty()) {
      OutputPartition at = waiting.get(random.nextInt(waiting.size()));
      InFlight next = inFlight.get(at).poll();
      logs.get(at).add(next.record());
      next.output().acknowledge(logs.get(at).size() - 1);
      acknowledgedOnce.add(at);
    }
  }

  /**
   * The sender dies: a prefix lands in each partition, the rest may land later or never. The first
   * record of a session in a partition may be refused although those behind it are taken (story
   * 17).
   *
   * @param mayLandLater whether what has not landed now may land after the successor's scan
   */
  void senderDies(boolean mayLandLater) {
    inFlight.forEach(
        (at, flying) -> {
          if (!flying.isEmpty() && !acknowledgedOnce.contains(at) && random.nextBoolean()) {
            flying.poll();
          }
          landPrefix(at, flying);
        });
    acknowledgedOnce.clear();
    if (mayLandLater) {
      zombies.add(inFlight);
    }
    inFlight = new TreeMap<>();
  }

  /** What dead senders left behind lands, in order, perhaps in part. */
  void zombiesLand() {
    zombies.forEach(zombie -> zombie.forEach(this::landPrefix));
    zombies.clear();
  }

  private void landPrefix(OutputPartition at, Deque<InFlight> flying) {
    for (int left = random.nextInt(flying.size() + 1); left > 0; left--) {
      logs.get(at).add(flying.poll().record());
    }
  }

  /** Reads every tail from its saved position. */
  Tails tails(Map<OutputPartition, Long> positions) {
    Map<OutputPartition, Long> ends = new HashMap<>();
    logs.forEach((at, log) -> ends.put(at, (long) log.size()));
    Tails tails = new Tails(ends);
    logs.forEach(
        (at, log) -> {
          for (long i = positions.getOrDefault(at, 0L); i < log.size(); i++) {
            tails.add(at, log.get((int) i).identity());
          }
        });
    return tails;
  }

  /** A session of the living sender. */
  OutputSession session() {
    Map<OutputPartition, Output> firsts = new HashMap<>();
    return new OutputSession() {
      @Override
      public void fence() {}

      @Override
      public boolean ready(OutputPartition partition) {
        Output first = firsts.get(partition);
        return first == null || first.isAcknowledged();
      }

      @Override
      public void send(OutputPartition partition, Output output, byte[] identity) {
        firsts.putIfAbsent(partition, output);
        inFlight
            .computeIfAbsent(partition, at -> new ArrayDeque<>())
            .add(new InFlight(output, new Landed(Identity.parse(identity), output.value())));
      }

      @Override
      public void check() {}

      @Override
      public void close() {}
    };
  }
}
