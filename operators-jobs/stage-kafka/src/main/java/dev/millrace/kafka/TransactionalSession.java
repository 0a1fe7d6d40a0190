package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Delivery mode ExactlyOnce, for one input partition: outputs go out in transactions, so that a
 * {@code read_committed} reader sees each once. The transactional id belongs to (stage, partition),
 * whatever the parallelism and the pool, so {@link #fence} shuts out every earlier holder. A thread
 * of its own commits, so the stage does not wait; an output is acknowledged when its transaction
 * has been committed.
 */
public final class TransactionalSession implements OutputSession {
  /** Outputs that wait for the next transaction; above it {@link #ready} says no. */
  private static final int MAX_WAITING = 50_000;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Duration commitInterval;
  private final Runnable onProgress;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final Thread committer;
  private volatile boolean closed;
  private volatile OutputFailedException failure;

  private record Waiting(OutputPartition partition, Output output, byte[] identity) {}

  /** A session over {@code producer}, which it closes; for the other parameters see above. */
  public TransactionalSession(
      KafkaProducer<byte[], byte[]> producer,
      String transactionalId,
      Duration commitInterval,
      Runnable onProgress) {
    this.producer = producer;
    this.commitInterval = commitInterval;
    this.onProgress = onProgress;
    this.committer = new Thread(this::commitUntilClosed, "commit-" + transactionalId);
    this.committer.setDaemon(true);
  }

  @Override
  public void fence() {
    producer.initTransactions();
    committer.start();
  }

  @Override
  public boolean fences() {
    return true;
  }

  @Override
  public boolean ready(OutputPartition partition) {
    return waiting.size() < MAX_WAITING;
  }

  @Override
  public void send(OutputPartition partition, Output output, byte[] identity) {
    waiting.add(new Waiting(partition, output, identity));
  }

  @Override
  public void check() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    closed = true;
    committer.interrupt();
    try {
      committer.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(CLOSE_TIMEOUT);
  }

  private void commitUntilClosed() {
    Waiting current = null;
    try {
      while (!closed) {
        current = waiting.take();
        TimeUnit.NANOSECONDS.sleep(commitInterval.toNanos());
        List<Waiting> batch = new ArrayList<>();
        batch.add(current);
        waiting.drainTo(batch);
        commit(batch);
      }
    } catch (InterruptedException e) {
      // Only close() interrupts: what has not been committed is replayed by the next attempt.
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      failure = NumberedSession.failed(current.partition(), current.identity(), e);
      onProgress.run();
    }
  }

  private void commit(List<Waiting> batch)
      throws InterruptedException, ExecutionException, TimeoutException {
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
    for (Waiting one : batch) {
      sent.add(
          producer.send(NumberedSession.record(one.partition(), one.output(), one.identity())));
    }
    producer.commitTransaction();
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).output().acknowledge(sent.get(i).get(0, TimeUnit.MILLISECONDS).offset());
    }
    onProgress.run();
  }
}
