package dev.millrace.e2e.outage;

import dev.millrace.controllog.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends one number to each partition of a topic every ten milliseconds, on a thread of its own. */
final class Pulse implements AutoCloseable {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;
  private final long first;
  private final Thread thread = Thread.ofPlatform().daemon().name("pulse").unstarted(this::run);
  private volatile long sent;
  private volatile boolean stopping;

  private Pulse(KafkaProducer<byte[], byte[]> producer, String topic, int partitions, long first) {
    this.producer = producer;
    this.topic = topic;
    this.partitions = partitions;
    this.first = first;
  }

  /** Begins with the number {@code first} in each partition. */
  static Pulse start(KafkaConnection kafka, String topic, int partitions, long first) {
    Pulse pulse = new Pulse(kafka.producer("pulse"), topic, partitions, first);
    pulse.thread.start();
    return pulse;
  }

  private void run() {
    long due = System.nanoTime();
    while (!stopping) {
      for (int partition = 0; partition < partitions; partition++) {
        send(partition, first + sent);
      }
      sent++;
      due += PERIOD_NANOS;
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  private void send(int partition, long number) {
    byte[] key = ("partition-" + partition).getBytes(StandardCharsets.UTF_8);
    byte[] value = "{\"number\":%d}".formatted(number).getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topic, partition, key, value));
  }

  /** How many numbers each partition has been sent. */
  long sent() {
    return sent;
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    thread.join();
    producer.close();
  }
}
