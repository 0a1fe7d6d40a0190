package dev.millrace.controllog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controllog.TestBroker.Broker;
import dev.millrace.controllog.strategy.PartitionKeys;
import dev.millrace.stream.stage.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestBroker.class)
class PartitionKeysTest {
  @Test
  void theKeysOfTheFullestPartitionCount(Broker broker) throws Exception {
    broker.createTopic("keyed", 2, Map.of());
    assertThat(PartitionKeys.most(broker.kafka(), "keyed", 2)).isZero();
    for (int i = 0; i < 5; i++) {
      broker.send(record(0, "a"));
      broker.send(record(1, "b"));
    }
    ProducerRecord<byte[], byte[]> tick = record(0, "c");
    tick.headers().add(RecordHeader.TICK, new byte[0]);
    broker.send(tick);
    assertThat(PartitionKeys.most(broker.kafka(), "keyed", 2)).isEqualTo(1);
    broker.send(record(1, null));
    assertThat(PartitionKeys.most(broker.kafka(), "keyed", 2)).isEqualTo(2);
    broker.send(record(1, "d"));
    assertThat(PartitionKeys.most(broker.kafka(), "keyed", 2)).as("2 is many").isEqualTo(2);
  }

  private static ProducerRecord<byte[], byte[]> record(int partition, String key) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>("keyed", partition, bytes, new byte[] {1});
  }
}
