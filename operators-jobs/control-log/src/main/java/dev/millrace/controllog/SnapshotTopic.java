package dev.millrace.controllog;

import dev.millrace.stream.state.CellSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic through which the snapshots of a migration go from source to target. It is kept for an
 * hour; a target that has not loaded its snapshot by then asks for another one.
 */
public final class SnapshotTopic {
  private final KafkaConnection kafka;
  private final TopicSpec topic;
  private final String clientId;

  private SnapshotTopic(KafkaConnection kafka, TopicSpec topic, String clientId) {
    this.kafka = kafka;
    this.topic = topic;
    this.clientId = clientId;
  }

  /**
   * Makes sure of the topic.
   *
   * @param clientId name of this process to the brokers
   * @throws ControlLogException if the topic is not as it has to be, or on no answer in time
   */
  public static SnapshotTopic open(
      KafkaConnection kafka, String pipeline, String clientId, Duration timeout)
      throws ControlLogException, InterruptedException {
    SnapshotTopic topic =
        new SnapshotTopic(kafka, new ControlTopics(pipeline).snapshotSpec(), clientId);
    topic.ensure(timeout);
    return topic;
  }

  /** Makes it anew if somebody has deleted it: what was in it can be asked for again. */
  private void ensure(Duration timeout) throws ControlLogException, InterruptedException {
    TopicSetup.ensured(kafka, topic, clientId + "-snapshots", Deadline.in(timeout)).close();
  }

  /**
   * A sender of one snapshot, which its caller closes.
   *
   * @param migration id of the snapshot
   * @param patience how long it waits for the brokers to take a chunk; if they cannot be reached at
   *     all, the first takes up to {@link KafkaConnection#CALL_TIMEOUT} more
   * @throws ControlLogException if the topic is not as it has to be, or on no answer in time
   * @throws InterruptedIOException if this thread is interrupted; its flag stays set
   */
  public SnapshotSender sender(String migration, int partition, Duration patience)
      throws ControlLogException, InterruptedIOException {
    try {
      ensure(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + topic.name() + " was opened");
    }
    return new SnapshotSender(
        kafka.producer(clientId + "-snapshot-" + partition, patience),
        place(partition),
        new ControlKey(migration, partition),
        new Answers(kafka),
        patience);
  }

  /**
   * Waits for the snapshot of one partition, loads it, and checks all of it. If its sender begins
   * anew, so does loading: the newest attempt counts.
   *
   * @param migration id of the snapshot
   * @param sinks gives for each attempt where its cells go; those of earlier ones have got an
   *     undefined part of theirs, which has to be thrown away. An UncheckedIOException of it or of
   *     a sink ends loading and is thrown as its cause
   * @param patience how long it waits for a chunk after the last one
   * @throws dev.millrace.stream.snapshot.CorruptSnapshotException if a chunk is missing or anything
   *     else is not as it was written; names the chunk and its place
   * @throws ControlLogException if no chunk comes in time, or the topic cannot be read
   * @throws InterruptedIOException if this thread is interrupted; its flag stays set
   */
  public LoadedSnapshot load(
      String migration, int partition, Supplier<? extends CellSink> sinks, Duration patience)
      throws IOException {
    try (SnapshotRecords records =
        new SnapshotRecords(
            kafka.consumer(clientId + "-load-" + partition, false),
            place(partition),
            new ControlKey(migration, partition),
            new Answers(kafka),
            patience)) {
      return new SnapshotLoading(records).load(sinks);
    }
  }

  private TopicPartition place(int partition) {
    return new TopicPartition(topic.name(), partition % ControlTopics.SNAPSHOT_PARTITIONS);
  }
}
