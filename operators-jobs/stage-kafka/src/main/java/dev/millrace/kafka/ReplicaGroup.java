package dev.millrace.kafka;

import dev.millrace.api.StageSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.handover.Gate;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The partitions that one task runs, begun together in the order that protocol.md, section 1, start
 * 3 to 5 prescribes: first make old sends impossible, then read the tails once for all of them,
 * then begin. One thread.
 */
public final class ReplicaGroup implements AutoCloseable {
  private final StagePlan plan;
  private final KafkaConnection kafka;
  private final String name;
  private final Runnable onProgress;
  private final List<OutputSession> sessions = new ArrayList<>();

  /**
   * A group of the stage {@code plan}.
   *
   * @param name unique among the stage's tasks, for client ids
   * @param onProgress called by other threads when an output has been acknowledged or has failed
   */
  public ReplicaGroup(StagePlan plan, KafkaConnection kafka, String name, Runnable onProgress) {
    this.plan = plan;
    this.kafka = kafka;
    this.name = name;
    this.onProgress = onProgress;
  }

  /** Begins the partitions of {@code images}, null at birth; their cells are in {@code stores}. */
  public Map<Integer, PartitionReplica> begin(
      Map<Integer, ReplicaImage> images, Map<Integer, ? extends StateStore> stores) {
    boolean exactlyOnce = plan.delivery() == StageSpec.Delivery.ExactlyOnce;
    OutputTopics topics = null;
    OutputSession shared = null;
    Map<Integer, PartitionReplica> replicas = new TreeMap<>();
    for (int partition : images.keySet()) {
      if (exactlyOnce || shared == null) {
        KafkaProducer<byte[], byte[]> producer =
            exactlyOnce
                ? kafka.transactionalProducer(transactionalId(partition))
                : kafka.producer(name);
        shared = open(producer, partition, exactlyOnce);
        topics = topics == null ? OutputTopics.of(plan, producer) : topics;
      }
      replicas.put(
          partition,
          new PartitionReplica(
              plan,
              partition,
              stores.get(partition),
              topics,
              shared,
              Gate.open(partition, plan.generation())));
    }
    sessions.forEach(OutputSession::fence);
    Tails tails =
        new TailReader(kafka, plan.identityName(), exactlyOnce)
            .read(topics.all(), earliest(images, topics));
    replicas.forEach((partition, replica) -> replica.begin(images.get(partition), tails));
    return replicas;
  }

  /** Closes every session, also when one of them fails to. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (OutputSession session : sessions) {
      try {
        session.close();
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private OutputSession open(
      KafkaProducer<byte[], byte[]> producer, int partition, boolean exactlyOnce) {
    OutputSession session =
        exactlyOnce
            ? new TransactionalSession(
                producer,
                transactionalId(partition),
                Duration.ofMillis(plan.commitIntervalMillis()),
                onProgress)
            : new NumberedSession(producer, onProgress);
    sessions.add(session);
    return session;
  }

  private String transactionalId(int partition) {
    return "millrace-" + plan.identityName() + "-" + partition;
  }

  /** Per output partition the least position of all images; a partition at birth has 0. */
  private static Map<OutputPartition, Long> earliest(
      Map<Integer, ReplicaImage> images, OutputTopics topics) {
    Map<OutputPartition, Long> earliest = new HashMap<>();
    for (OutputPartition at : topics.all()) {
      long least = Long.MAX_VALUE;
      for (ReplicaImage image : images.values()) {
        least = Math.min(least, image == null ? 0 : image.positions().getOrDefault(at, 0L));
      }
      earliest.put(at, least);
    }
    return earliest;
  }
}
