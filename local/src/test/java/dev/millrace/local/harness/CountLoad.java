package dev.millrace.local.harness;

import dev.millrace.api.FieldType;
import dev.millrace.api.OutputSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.api.WindowSpec;
import dev.millrace.controllog.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A stage that only counts, records of one key a partition for it, a millisecond apart. */
public final class CountLoad implements AutoCloseable {
  public static final String STAGE = "counts";
  public static final String DEAD_LETTERS = "test.counts.dead-letters";
  private static final long START_MILLIS = 1_700_000_000_000L;

  private final int partitions;
  private final WindowSpec window;
  private final KafkaProducer<byte[], byte[]> producer;
  private int sent;

  public CountLoad(KafkaConnection kafka, int partitions, WindowSpec window) {
    this.partitions = partitions;
    this.window = window;
    this.producer = kafka.producer("load");
  }

  public StageSpec stage() {
    return new StageSpec(
        STAGE,
        Load.INPUT,
        "pool",
        null,
        2,
        null,
        List.of(new StepSpec(null, null, null, null, null, null, window, null, null, null)),
        new OutputSpec(Load.OUTPUT, null),
        null,
        null,
        null,
        Delivery.Numbered,
        null,
        "300ms",
        null,
        null);
  }

  public StreamPipelineSpec pipeline() {
    Map<String, TopicSpec> topics = new LinkedHashMap<>();
    topics.put(Load.INPUT, new TopicSpec(partitions, Map.of("v", FieldType.INT), null, null, "0s"));
    topics.put(Load.OUTPUT, new TopicSpec(partitions, null, null, null, "0s"));
    return new StreamPipelineSpec(null, topics, List.of(stage()));
  }

  /** Sends records for about that long, a thousand or so a second and partition. */
  public void sendFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    do {
      for (int partition = 0; partition < partitions; partition++) {
        send(partition, "{\"v\":1}");
      }
      sent++;
      LockSupport.parkNanos(500_000);
    } while (System.nanoTime() < end);
  }

  /** Sends something that cannot be decoded. */
  public void sendRubbish(int partition) {
    send(partition, "rubbish");
  }

  private void send(int partition, String value) {
    producer.send(
        new ProducerRecord<>(
            Load.INPUT,
            partition,
            START_MILLIS + sent,
            ("k" + partition).getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8)));
  }

  public void flush() {
    producer.flush();
  }

  /** Records sent to each partition, without rubbish. */
  public int sent() {
    return sent;
  }

  @Override
  public void close() {
    producer.close();
  }
}
