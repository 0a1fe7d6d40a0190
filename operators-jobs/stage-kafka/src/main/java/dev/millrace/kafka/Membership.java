package dev.millrace.kafka;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.Incarnation;
import dev.millrace.controllog.Subscription;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A group's membership in the control log: what it has joined as, and what it hears from then on
 * (protocol.md, Replica on start, 2). One thread.
 */
final class Membership implements AutoCloseable {
  private static final int FIRST_GENERATION = 1;

  private final Coordination topics;
  private final String stage;
  private final StageReplica self;
  private final ControlInbox inbox;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Map<Integer, Gate> gates = new TreeMap<>();
  private final Map<Integer, Long> incarnations = new TreeMap<>();

  Membership(Coordination topics, String stage, StageReplica self, ControlInbox inbox) {
    this.topics = topics;
    this.stage = stage;
    this.self = self;
    this.inbox = inbox;
  }

  /** Joins, and brings to life what has not been born if it is for this replica to do. */
  void join(Set<Integer> partitions, InputLog input)
      throws ControlLogException, InterruptedException {
    for (int partition : partitions) {
      subscriptions.add(topics.log().subscribe(stage, partition, inbox.listener()));
    }
    Map<Integer, Incarnation> joined =
        topics.log().join(stage, self.name(), partitions, Coordination.TIMEOUT);
    joined.forEach(
        (partition, incarnation) -> {
          incarnations.put(partition, incarnation.id());
          gates.put(
              partition,
              new Gate(partition, self.name(), incarnation.id(), incarnation.ownership()));
        });
    Set<Integer> unborn =
        gates.keySet().stream()
            .filter(partition -> gates.get(partition).ownership().owner() == null)
            .collect(Collectors.toSet());
    if (self.founder() && !unborn.isEmpty()) {
      bear(unborn, input.beginnings(unborn));
    }
  }

  private void bear(Set<Integer> unborn, Map<Integer, Long> beginnings)
      throws ControlLogException, InterruptedException {
    List<CompletableFuture<Long>> births = new ArrayList<>();
    for (int partition : unborn) {
      births.add(
          topics
              .log()
              .append(
                  stage,
                  new Birth(partition, self.name(), FIRST_GENERATION, beginnings.get(partition))));
    }
    try {
      CompletableFuture.allOf(births.toArray(CompletableFuture[]::new))
          .get(Coordination.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ControlLogException(
          "the birth of " + stage + " is not in the control log: " + e, e);
    }
    topics.log().readToEnd(Coordination.TIMEOUT);
    for (ControlInbox.Item item = next(); item != null; item = next()) {
      gates.get(item.record().partition()).read(item.offset(), item.record());
    }
  }

  /** The next record behind those that the gates have begun with, or null. */
  ControlInbox.Item next() {
    ControlInbox.Item item = inbox.next();
    while (item != null && item.offset() <= incarnations.get(item.record().partition())) {
      item = inbox.next();
    }
    return item;
  }

  /** Whether a record waits, or none will come any more. */
  boolean hasNext() {
    return inbox.hasNext();
  }

  /** The gate of each partition. */
  Map<Integer, Gate> gates() {
    return gates;
  }

  /** The incarnation in a partition. */
  long incarnation(int partition) {
    return incarnations.get(partition);
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }
}
