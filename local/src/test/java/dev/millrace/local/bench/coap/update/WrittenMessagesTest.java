package dev.millrace.local.bench.coap.update;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss has to show. */
class WrittenMessagesTest {
  @TempDir Path directory;

  @Test // Would catch: a measurement that finds nothing missing whatever is
  void whatWasAcknowledgedAndIsNotThereIsMissingAndWhatIsThereTwiceIsCounted() throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory, 0)) {
      String brokers = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
        new Topics(admin, Duration.ofSeconds(30)).ensure(Map.of("messages", 2));
      }
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", brokers),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        for (String message :
            List.of("{\"d\":0,\"n\":0}", "{\"d\":1,\"n\":0}", "{\"d\":0,\"n\":0}")) {
          producer
              .send(
                  new ProducerRecord<>(
                      "messages", message.getBytes(US_ASCII), message.getBytes(US_ASCII)))
              .get();
        }
      }
      BitSet both = new BitSet();
      both.set(0, 2);
      BitSet first = new BitSet();
      first.set(0);

      assertThat(WrittenMessages.of(brokers, "messages", new BitSet[] {both, first}))
          .isEqualTo(new WrittenMessages(1, 1));
    }
  }
}
