package dev.millrace.kafka;

import dev.millrace.api.StageSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.stage.StagePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The output sessions of a group: one for all partitions, or with ExactlyOnce one for each, since a
 * transactional id belongs to a partition (docs/adr/0004). One thread.
 */
final class Sessions implements AutoCloseable {
  private final StagePlan plan;
  private final KafkaConnection kafka;
  private final String name;
  private final Runnable onProgress;
  private final List<OutputSession> open = new ArrayList<>();
  private OutputSession shared;
  private Echo echo;
  private OutputTopics topics;

  Sessions(StagePlan plan, KafkaConnection kafka, String name, Runnable onProgress) {
    this.plan = plan;
    this.kafka = kafka;
    this.name = name;
    this.onProgress = onProgress;
  }

  /** The session of a partition. */
  OutputSession of(int partition) {
    if (plan.delivery() == StageSpec.Delivery.ExactlyOnce) {
      String id = "millrace-" + plan.identityName() + "-" + partition;
      return add(
          new TransactionalSession(
              () -> kafka.transactionalProducer(id),
              id,
              Duration.ofMillis(plan.commitIntervalMillis()),
              onProgress));
    }
    if (shared == null) {
      shared = add(new NumberedSession(kafka.producer(name), onProgress));
    }
    return shared;
  }

  /** Where outputs go while a router owns their partition. */
  Echo echo(String replica) {
    if (echo == null) {
      OutputSession session = new NumberedSession(kafka.producer(name + "-echo"), onProgress);
      open.add(session);
      echo = new Echo(session, plan.identityName(), replica);
    }
    return echo;
  }

  private OutputSession add(OutputSession session) {
    open.add(session);
    return session;
  }

  /** The topics that the stage writes, as they are at the broker. */
  OutputTopics topics() {
    if (topics == null) {
      try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(name + "-topics", false)) {
        topics = OutputTopics.of(plan, topic -> consumer.partitionsFor(topic).size());
      }
    }
    return topics;
  }

  /** Closes every session, also when one of them fails to. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (OutputSession session : open) {
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
}
