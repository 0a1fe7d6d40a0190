package dev.millrace.local.bench;

import dev.millrace.controllog.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic in a thread of its own and tells when each record became visible. */
public final class OutputReader implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Listener listener;
  private final Thread thread;
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private volatile boolean stopping;

  /** What is told of each record; in the reader's thread. */
  @FunctionalInterface
  public interface Listener {
    /** A record, seen at this {@link System#nanoTime}. */
    void seen(ConsumerRecord<byte[], byte[]> record, long nanos);
  }

  private OutputReader(KafkaConsumer<byte[], byte[]> consumer, String topic, Listener listener) {
    this.consumer = consumer;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("reader-" + topic).unstarted(this::run);
  }

  /** Begins at the beginning of the topic. */
  public static OutputReader start(
      KafkaConnection kafka, String topic, int partitions, Listener listener) {
    KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("reader-" + topic, true);
    List<TopicPartition> all = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(new TopicPartition(topic, partition));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
    OutputReader reader = new OutputReader(consumer, topic, listener);
    reader.thread.start();
    return reader;
  }

  /** Throws what the listener or the consumer has thrown. */
  public void check() {
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    check();
  }

  private void run() {
    try {
      while (!stopping) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
        long now = System.nanoTime();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          listener.seen(record, now);
        }
      }
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }
}
