package dev.millrace.kafka;

import static dev.millrace.kafka.OutputBroker.OUT;
import static dev.millrace.kafka.OutputBroker.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tails behind the open transaction of an owner that is lost. */
class TailReaderTest {
  @TempDir Path directory;

  // Would catch: a standby that takes over one partition and waits, until the broker gives it up,
  // for the transaction of another one that it is to take over next.
  @Test
  void itGivesUpForWhatShutsOutWhoeverHoldsItUp() throws Exception {
    try (OutputBroker broker = OutputBroker.start(directory);
        KafkaProducer<byte[], byte[]> lost = broker.kafka().transactionalProducer("other")) {
      lost.initTransactions();
      lost.beginTransaction();
      write(lost, 1);
      try (KafkaProducer<byte[], byte[]> own = broker.kafka().transactionalProducer("own")) {
        own.initTransactions();
        own.beginTransaction();
        write(own, 7);
        own.commitTransaction();
      }
      TailReader reader = new TailReader(broker.kafka(), "test.stage", true);
      AtomicInteger asked = new AtomicInteger();
      Optional<Tails> heldUp =
          reader.read(List.of(OUT), Map.of(), () -> asked.incrementAndGet() == 5);
      assertThat(heldUp).isEmpty();

      try (KafkaProducer<byte[], byte[]> next = broker.kafka().transactionalProducer("other")) {
        next.initTransactions();
        Tails tails = reader.read(List.of(OUT), Map.of(), () -> false).orElseThrow();
        assertThat(tails.highestSn(7, 1)).isEqualTo(7);
        assertThat(tails.highestSn(1, 1)).as("was aborted").isZero();
      }
    }
  }

  /** An output of this partition, with the partition's number as serial number. */
  private static void write(KafkaProducer<byte[], byte[]> producer, int partition)
      throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(OUT.topic(), OUT.partition(), null, new byte[1]);
    record
        .headers()
        .add(
            RecordHeader.IDENTITY,
            new Identity("test.stage", 1, partition, partition, 0).toBytes());
    producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
