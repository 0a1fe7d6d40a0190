package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Output;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Delivery mode ExactlyOnce, for one input partition: outputs go out in transactions, so that a
 * {@code read_committed} reader sees each once. The transactional id belongs to (stage, partition),
 * whatever the parallelism and the pool, so {@link #fence} shuts out every earlier holder. Each
 * fencing begins with a producer of its own: one that another replica has fenced meanwhile can
 * never send again. A thread commits, so the stage does not wait; an output is acknowledged when
 * its transaction has been committed.
 */
public final class TransactionalSession implements OutputSession {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Supplier<KafkaProducer<byte[], byte[]>> producers;
  private final String transactionalId;
  private final Duration commitInterval;
  private final Runnable onProgress;
  private Committer committer;

  /**
   * A session that has no producer, and disturbs nobody, until it is fenced.
   *
   * @param producers gives a new producer of {@code transactionalId} for each fencing, which the
   *     session closes
   * @param commitInterval how long the first output of a transaction waits for others; that of the
   *     first transaction after a fencing does not wait
   * @param onProgress called by other threads after each commit and failure; must not block
   */
  public TransactionalSession(
      Supplier<KafkaProducer<byte[], byte[]>> producers,
      String transactionalId,
      Duration commitInterval,
      Runnable onProgress) {
    this.producers = producers;
    this.transactionalId = transactionalId;
    this.commitInterval = commitInterval;
    this.onProgress = onProgress;
  }

  /**
   * Also forgets what was sent before and is not committed, and what has gone wrong: whoever sends
   * reads the tails next, and sends again what they do not show.
   */
  @Override
  public void fence() {
    // Without patience: the broker aborts what is open when the next producer begins.
    end(Duration.ZERO);
    committer = committer(producers.get());
    committer.begin();
  }

  @Override
  public boolean fences() {
    return true;
  }

  @Override
  public boolean ready(OutputPartition partition) {
    return committer == null || committer.hasRoom();
  }

  @Override
  public void send(OutputPartition partition, Output output, byte[] identity) {
    if (committer == null) {
      throw new IllegalStateException(transactionalId + " has to be fenced before the first send");
    }
    check();
    committer.add(partition, output, identity);
  }

  @Override
  public void check() {
    if (committer != null && committer.failure() != null) {
      throw committer.failure();
    }
  }

  @Override
  public void close() {
    end(CLOSE_TIMEOUT);
  }

  private void end(Duration patience) {
    if (committer != null) {
      committer.end(patience);
      committer = null;
    }
  }

  private Committer committer(KafkaProducer<byte[], byte[]> producer) {
    return new Committer(producer, "commit-" + transactionalId, commitInterval, onProgress);
  }
}
