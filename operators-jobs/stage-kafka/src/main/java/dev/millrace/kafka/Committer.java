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
import org.apache.kafka.common.errors.InterruptException;

/**
 * One producer of a transactional id, from one fencing to the next, and the thread that commits
 * what waits for it. An output is acknowledged when its transaction has been committed; what is not
 * when the committer ends never will be by it.
 */
final class Committer {
  /** Outputs that wait for the next transaction; above it {@link #hasRoom} says no. */
  private static final int MAX_WAITING = 50_000;

  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Duration commitInterval;
  private final Runnable onProgress;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final Thread thread;
  private volatile OutputFailedException failure;

  private record Waiting(OutputPartition partition, Output output, byte[] identity) {}

  /** A committer over {@code producer}, which it closes. */
  Committer(
      KafkaProducer<byte[], byte[]> producer,
      String name,
      Duration commitInterval,
      Runnable onProgress) {
    this.producer = producer;
    this.commitInterval = commitInterval;
    this.onProgress = onProgress;
    this.thread = new Thread(this::commitUntilEnded, name);
    this.thread.setDaemon(true);
  }

  /** Shuts out earlier producers of the id, whose open transaction is aborted, and begins. */
  void begin() {
    producer.initTransactions();
    thread.start();
  }

  boolean hasRoom() {
    return waiting.size() < MAX_WAITING;
  }

  void add(OutputPartition partition, Output output, byte[] identity) {
    waiting.add(new Waiting(partition, output, identity));
  }

  /** What has gone wrong, or null; nothing is sent after it. */
  OutputFailedException failure() {
    return failure;
  }

  /**
   * Ends the thread, and the producer.
   *
   * @param patience for a transaction on its way; whoever begins after this one aborts it, or finds
   *     it committed
   */
  void end(Duration patience) {
    thread.interrupt();
    try {
      thread.join(JOIN_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(patience);
  }

  private void commitUntilEnded() {
    Waiting current = null;
    try {
      // Whoever has just taken over has been awaited for long enough.
      long patience = 0;
      while (true) {
        current = waiting.take();
        TimeUnit.NANOSECONDS.sleep(patience);
        patience = commitInterval.toNanos();
        List<Waiting> batch = new ArrayList<>();
        batch.add(current);
        waiting.drainTo(batch);
        commit(batch);
      }
    } catch (InterruptedException | InterruptException e) {
      // Only end() interrupts: what has not been committed is sent again by whoever owns it then.
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
