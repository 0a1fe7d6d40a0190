package dev.millrace.local.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills an input topic before anything is measured. */
final class Prefill {
  private static final String BATCH_BYTES = "262144";
  private static final String LINGER_MILLIS = "20";

  private Prefill() {}

  /** Writes {@code records} readings, each of the next of {@code devices} devices, in order. */
  static void write(String bootstrapServers, String topic, int records, int devices) {
    write(bootstrapServers, topic, records, devices, IntUnaryOperator.identity());
  }

  /**
   * Writes {@code records} readings, each of the next of {@code devices} devices, in order.
   *
   * @param naming the device for a number below {@code devices}
   */
  static void write(
      String bootstrapServers, String topic, int records, int devices, IntUnaryOperator naming) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("acks", "all");
    settings.put("batch.size", BATCH_BYTES);
    settings.put("linger.ms", LINGER_MILLIS);
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        int device = naming.applyAsInt(i % devices);
        producer.send(
            new ProducerRecord<>(
                topic,
                Workload.partition(device),
                Workload.timestamp(i),
                Workload.key(device),
                Workload.value(i, 0)),
            (metadata, error) -> {
              if (error != null) {
                failure.compareAndSet(null, error);
              }
            });
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("topic " + topic + " was not filled", failure.get());
    }
  }
}
