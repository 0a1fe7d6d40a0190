package dev.millrace.local.bench;

import dev.millrace.controllog.KafkaConnection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends readings at a steady rate until it is closed, one device after the other, each stamped with
 * the nanosecond at which it is handed to the producer.
 */
final class SteadyLoad implements AutoCloseable {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int STEPS_PER_SECOND = 1000;

  /** Spread over the partitions by a step that shares no factor with the number of devices. */
  private static final long STRIDE = 7919;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int devices;
  private final IntUnaryOperator naming;
  private final int perStep;
  private final Thread thread;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile boolean stopping;
  private volatile long sent;

  private SteadyLoad(
      KafkaProducer<byte[], byte[]> producer,
      String topic,
      int devices,
      IntUnaryOperator naming,
      int perSecond) {
    this.producer = producer;
    this.topic = topic;
    this.devices = devices;
    this.naming = naming;
    this.perStep = perSecond / STEPS_PER_SECOND;
    this.thread = Thread.ofPlatform().daemon().name("load-" + topic).unstarted(this::run);
  }

  /**
   * Begins.
   *
   * @param perSecond a multiple of {@value #STEPS_PER_SECOND}
   */
  static SteadyLoad start(KafkaConnection kafka, String topic, int devices, int perSecond) {
    return start(kafka, topic, devices, IntUnaryOperator.identity(), perSecond);
  }

  /**
   * Begins.
   *
   * @param naming the device for a number below {@code devices}
   * @param perSecond a multiple of {@value #STEPS_PER_SECOND}
   */
  static SteadyLoad start(
      KafkaConnection kafka, String topic, int devices, IntUnaryOperator naming, int perSecond) {
    SteadyLoad load =
        new SteadyLoad(kafka.producer("load-" + topic), topic, devices, naming, perSecond);
    load.thread.start();
    return load;
  }

  /** Records handed to the producer so far. */
  long sent() {
    return sent;
  }

  /**
   * Stops, and waits until the broker has everything.
   *
   * @throws IllegalStateException if the broker did not take a record
   */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    if (failure.get() != null) {
      throw new IllegalStateException("load on " + topic, failure.get());
    }
  }

  private void run() {
    long number = 0;
    for (long due = System.nanoTime(); !stopping; due += STEP_NANOS) {
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      for (int i = 0; i < perStep; i++) {
        send(number++);
      }
      sent = number;
    }
  }

  private void send(long number) {
    int device = naming.applyAsInt((int) (number * STRIDE % devices));
    producer.send(
        new ProducerRecord<>(
            topic,
            Workload.partition(device),
            Workload.timestamp(number),
            Workload.key(device),
            Workload.value(number, System.nanoTime())),
        (metadata, error) -> {
          if (error != null) {
            failure.compareAndSet(null, error);
          }
        });
  }
}
