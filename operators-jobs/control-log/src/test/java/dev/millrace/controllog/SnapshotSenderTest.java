package dev.millrace.controllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.snapshot.SnapshotChunk;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SnapshotSenderTest {
  private final MockProducer<byte[], byte[]> broker =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SnapshotSender sender =
      new SnapshotSender(
          broker,
          new TopicPartition("shop.millrace.snapshots", 0),
          new ControlKey("m", 0),
          new Answers(KafkaConnection.plain("broker:9092")),
          Duration.ofMillis(50));

  @Test
  void noMoreThanAFewChunksAreOnTheirWay() throws IOException {
    assertThat(sender.hasRoom()).isTrue();
    sender.accept(chunk(0));
    assertThat(sender.hasRoom()).as("before the first has been acknowledged").isFalse();
    assertThatThrownBy(() -> sender.accept(chunk(1)))
        .isInstanceOf(ControlLogException.class)
        .hasMessageContaining(
            "cannot send snapshot m/0 to shop.millrace.snapshots-0 at broker:9092");
    broker.completeNext();
    for (int index = 1; index <= 4; index++) {
      assertThat(sender.hasRoom()).isTrue();
      sender.accept(chunk(index));
    }
    assertThat(sender.hasRoom()).isFalse();
    assertThatThrownBy(() -> sender.accept(chunk(5))).hasMessageContaining("no answer in time");
    assertThatThrownBy(sender::awaitAcknowledged).hasMessageContaining("no answer in time");
    broker.completeNext();
    sender.accept(chunk(5));
    while (broker.completeNext()) {
      assertThat(broker.history()).hasSize(6);
    }
    sender.awaitAcknowledged();
  }

  @Test
  void aChunkThatIsRefusedEndsTheSnapshot() throws IOException {
    sender.accept(chunk(0));
    broker.errorNext(new RecordTooLargeException("too large"));
    assertThatThrownBy(sender::awaitAcknowledged).hasMessageContaining("too large");
    assertThatThrownBy(() -> sender.accept(chunk(1))).hasMessageContaining("too large");
  }

  private static SnapshotChunk chunk(int index) {
    return new SnapshotChunk("m", 0, 9, index, new byte[] {1}, null);
  }
}
