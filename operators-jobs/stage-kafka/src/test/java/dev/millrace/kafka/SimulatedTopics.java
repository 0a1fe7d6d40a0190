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
 * still lands, at once or after the successor has read the tail. A strict broker refuses senders
 * that a later one has fenced, as one with transactions does.
 */
final class SimulatedTopics {
  /** One landed record. */
  record Landed(Identity identity, byte[] value) {}

  private record InFlight(Output output, Landed record) {}

  final Map<OutputPartition, List<Landed>> logs = new TreeMap<>();
  private final List<Sender> dead = new ArrayList<>();
  private final RandomGenerator random;
  private final boolean strict;
  private int epoch;

  SimulatedTopics(List<OutputPartition> partitions, RandomGenerator random, boolean strict) {
    this.random = random;
    this.strict = strict;
    partitions.forEach(partition -> logs.put(partition, new ArrayList<>()));
  }

  /** A session of a sender. */
  Sender open() {
    return new Sender();
  }

  /** What dead senders left behind lands, in order, perhaps in part. */
  void zombiesLand() {
    dead.forEach(zombie -> zombie.inFlight.forEach((at, flying) -> zombie.landPrefix(at)));
    dead.clear();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    logs.forEach(
        (at, log) -> {
          text.append('\n').append(at).append(':');
          log.forEach(landed -> text.append(' ').append(landed.identity().sn()));
        });
    return text.toString();
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

  /** One session. */
  final class Sender implements OutputSession {
    private final Map<OutputPartition, Deque<InFlight>> inFlight = new TreeMap<>();
    private final Map<OutputPartition, Output> firsts = new HashMap<>();
    private final Set<OutputPartition> acknowledgedOnce = new HashSet<>();
    private int fencedAt;

    /** Lands one record that is in flight, of any partition, and acknowledges it. */
    void landOne() {
      List<OutputPartition> waiting =
          inFlight.entrySet().stream()
              .filter(entry -> !entry.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      if (!waiting.isEmpty() && !isFencedOff()) {
        OutputPartition at = waiting.get(random.nextInt(waiting.size()));
        InFlight next = inFlight.get(at).poll();
        logs.get(at).add(next.record());
        next.output().acknowledge(logs.get(at).size() - 1);
        acknowledgedOnce.add(at);
      }
    }

    /**
     * The sender dies: a prefix lands in each partition, the rest may land later or never. The
     * first record of a session in a partition may be refused although those behind it are taken
     * (story 17).
     *
     * @param mayLandLater whether what has not landed now may land after the successor's scan
     */
    void dies(boolean mayLandLater) {
      inFlight.forEach(
          (at, flying) -> {
            if (!flying.isEmpty() && !acknowledgedOnce.contains(at) && random.nextBoolean()) {
              flying.poll();
            }
            landPrefix(at);
          });
      if (mayLandLater) {
        dead.add(this);
      }
    }

    private void landPrefix(OutputPartition at) {
      Deque<InFlight> flying = inFlight.get(at);
      for (int left = random.nextInt(flying.size() + 1); left > 0 && !isFencedOff(); left--) {
        logs.get(at).add(flying.poll().record());
      }
    }

    long inFlight() {
      return inFlight.values().stream().mapToLong(Deque::size).sum();
    }

    boolean hasInFlight() {
      return inFlight.values().stream().anyMatch(flying -> !flying.isEmpty());
    }

    boolean isFencedOff() {
      return strict && fencedAt < epoch;
    }

    @Override
    public void fence() {
      if (strict) {
        inFlight.clear();
        firsts.clear();
      }
      fencedAt = ++epoch;
    }

    @Override
    public boolean fences() {
      return strict;
    }

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
    public void check() {
      if (isFencedOff() && hasInFlight()) {
        throw new OutputFailedException("fenced by a later sender", null);
      }
    }

    @Override
    public void close() {}
  }
}
