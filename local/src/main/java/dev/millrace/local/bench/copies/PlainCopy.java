package dev.millrace.local.bench.copies;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.KafkaRecords;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.PartitionStage;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.HashState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A copy of a stage as a blue/green deployment runs it: its own position in the input, its own
 * state from nothing, its own producer, no number on what it writes, and nobody whom it asks. For
 * comparison only.
 */
public final class PlainCopy implements AutoCloseable {
  private final Map<Integer, PartitionStage> stages = new TreeMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String output;
  private final Thread thread;
  private volatile boolean killed;
  private volatile long written;
  private volatile RuntimeException failure;

  private PlainCopy(
      String name, KafkaConnection kafka, StagePlan plan, int partitions, boolean fromNow) {
    output = plan.output().topic();
    consumer = kafka.consumer(name, false);
    producer = kafka.producer(name);
    List<TopicPartition> all = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      stages.put(p, new PartitionStage(plan, p, new HashState()));
      all.add(new TopicPartition(plan.input().topic(), p));
    }
    consumer.assign(all);
    if (fromNow) {
      consumer.seekToEnd(all);
      all.forEach(consumer::position);
    } else {
      consumer.seekToBeginning(all);
    }
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Starts a copy at the beginning of the log, or at what comes from now on. */
  public static PlainCopy start(
      String name, KafkaConnection kafka, StagePlan plan, int partitions, boolean fromNow) {
    PlainCopy copy = new PlainCopy(name, kafka, plan, partitions, fromNow);
    copy.thread.start();
    return copy;
  }

  private void run() {
    try {
      copy();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void copy() {
    List<Output> outputs = new ArrayList<>();
    while (!killed) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
        stages.get(record.partition()).process(KafkaRecords.toInput(record), outputs);
      }
      for (Output one : outputs) {
        producer.send(
            new ProducerRecord<>(output, null, one.timestamp(), one.key(), one.value()),
            (metadata, error) -> {
              if (error != null) {
                failure = new IllegalStateException("an output was not written", error);
              }
            });
        written++;
      }
      outputs.clear();
    }
  }

  /**
   * Outputs so far.
   *
   * @throws RuntimeException if it has failed
   */
  public long written() {
    check();
    return written;
  }

  private void check() {
    if (failure != null) {
      throw failure;
    }
  }

  /** Ends it between two batches, and forgets what it knows. */
  public void kill() throws InterruptedException {
    killed = true;
    thread.join();
    producer.close();
    consumer.close();
    check();
  }

  @Override
  public void close() throws InterruptedException {
    if (!killed) {
      kill();
    }
  }
}
