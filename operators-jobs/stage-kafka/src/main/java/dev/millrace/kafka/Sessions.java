package dev.millrace.kafka;

import dev.millrace.api.StageSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.stage.StagePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;

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
      KafkaProducer<byte[], byte[]> producer = kafka.transactionalProducer(id);
      return add(
          producer,
          new TransactionalSession(
              producer, id, Duration.ofMillis(plan.commitIntervalMillis()), onProgress));
    }
    if (shared == null) {
      KafkaProducer<byte[], byte[]> producer = kafka.producer(name);
      shared = add(producer, new NumberedSession(producer, onProgress));
    }
    return shared;
  }

  private OutputSession add(KafkaProducer<byte[], byte[]> producer, OutputSession session) {
    open.add(session);
    topics = topics == null ? OutputTopics.of(plan, producer) : topics;
    return session;
  }

  /** The topics that the stage writes; known once there is a session. */
  OutputTopics topics() {
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
