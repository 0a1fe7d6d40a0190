package dev.millrace.controllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.stream.handover.ControlRecord.Cancel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LogAppenderTest {
  private static final ControlKey KEY = new ControlKey("s", 0);

  /** A client that waits for a lost broker within each send. */
  private static final class Stuck extends MockProducer<byte[], byte[]> {
    final CountDownLatch back = new CountDownLatch(1);

    Stuck() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
      try {
        back.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return super.send(record, callback);
    }
  }

  private final Stuck broker = new Stuck();
  private final LogAppender appender =
      new LogAppender("log", broker, new Answers(KafkaConnection.plain("broker:9092")), "append");

  @Test
  void whoAppendsIsNotHeldUpAndTheOrderIsKept() {
    CompletableFuture<Long> first = appender.append(KEY, new Cancel(0, 1));
    CompletableFuture<Long> second = appender.append(KEY, new Cancel(0, 2));
    assertThat(first).isNotDone();
    broker.back.countDown();
    await().until(second::isDone);
    assertThat(first.join()).isZero();
    assertThat(second.join()).isEqualTo(1);
    assertThat(broker.history().get(0).value())
        .isEqualTo(ControlRecordCodec.toBytes(new Cancel(0, 1)));
  }

  @Test
  void whatIsTooMuchIsRefusedAtOnce() {
    CompletableFuture<Long> last = null;
    for (int i = 0; i < 10_010; i++) {
      last = appender.append(KEY, new Cancel(0, i));
    }
    assertThat(last).isCompletedExceptionally();
    CompletableFuture<Long> refused = last;
    assertThatThrownBy(refused::join)
        .hasMessageContaining("cannot append Cancel of s/0 to log-0 at broker:9092");
    broker.back.countDown();
  }

  @Test
  void afterTheEndNothingIsAppended() {
    broker.back.countDown();
    appender.close();
    assertThat(appender.append(KEY, new Cancel(0, 1))).isCompletedExceptionally();
    assertThat(broker.history()).isEmpty();
  }
}
