package dev.millrace.flink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Seeded sensor records: some late, some negative, some poisoned. Time runs on from call to call.
 */
final class TestRecords {
  static final long START = 1_700_000_000_000L;
  private static final int DEVICES = 40;
  private static final int STEP_MILLIS = 7;
  private static final int JITTER_MILLIS = 6_000;

  private final String topic;
  private final Random random;
  private long sequence;
  private int poisoned;

  TestRecords(String topic, long seed) {
    this.topic = topic;
    this.random = new Random(seed);
  }

  List<ProducerRecord<byte[], byte[]>> next(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int device = random.nextInt(DEVICES);
      long time = START + JITTER_MILLIS + STEP_MILLIS * sequence++ - random.nextInt(JITTER_MILLIS);
      boolean poison = random.nextInt(200) == 0;
      poisoned += poison ? 1 : 0;
      String value = poison ? "{\"level\": tru" : "{\"level\": " + (random.nextInt(100) - 5) + "}";
      records.add(
          new ProducerRecord<>(
              topic,
              device % TestPipeline.PARTITIONS,
              time,
              bytes("device-" + device),
              bytes(value)));
    }
    return records;
  }

  /** A record for each partition so late in log time that every window before closes. */
  List<ProducerRecord<byte[], byte[]>> closing() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int partition = 0; partition < TestPipeline.PARTITIONS; partition++) {
      long time = START + STEP_MILLIS * sequence + 3_600_000;
      records.add(
          new ProducerRecord<>(topic, partition, time, bytes("closing"), bytes("{\"level\": 1}")));
    }
    return records;
  }

  int poisoned() {
    return poisoned;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
