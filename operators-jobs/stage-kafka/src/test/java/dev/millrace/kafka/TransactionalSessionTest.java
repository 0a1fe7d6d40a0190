package dev.millrace.kafka;

import static dev.millrace.kafka.OutputBroker.PATIENCE;
import static dev.millrace.kafka.OutputBroker.output;
import static dev.millrace.kafka.OutputBroker.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.stream.stage.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of two replicas that own a partition in turn, and so use one transactional id. */
class TransactionalSessionTest {
  private static final Duration INTERVAL = Duration.ofMillis(5);

  @TempDir Path directory;
  private OutputBroker broker;
  private TransactionalSession a;
  private TransactionalSession b;

  @BeforeEach
  void open() throws Exception {
    broker = OutputBroker.start(directory);
    a = session(INTERVAL);
    b = session(INTERVAL);
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
    broker.close();
  }

  // Would catch: a session that can be fenced once only, and one that goes on with a producer that
  // the other replica has fenced.
  @Test
  void ownersTakeTurns() {
    a.fence();
    sendAndAwait(a, 1, 2);
    b.fence();
    sendAndAwait(b, 3, 4);
    a.fence();
    sendAndAwait(a, 5, 6);
    b.fence();
    sendAndAwait(b, 7, 8);
    assertThat(broker.written(true)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThatCode(a::check).doesNotThrowAnyException();
  }

  // Would catch: a queue that outlives its producer, whose outputs the replica sends once more.
  @Test
  void whatWaitedWhenTheSessionWasFencedIsNotSentByIt() {
    TransactionalSession slow = session(Duration.ofMillis(300));
    slow.fence();
    send(slow, output(1, 10));
    slow.fence();
    // As a replica does that has read the tails; a test that is held up may find it.
    if (broker.written(true).isEmpty()) {
      sendAndAwait(slow, 1);
    }
    sendAndAwait(slow, 2);
    slow.close();
    assertThat(broker.written(true)).containsExactly(1L, 2L);
  }

  // Would catch: an open transaction that holds up readers, or whose outputs they see, although its
  // owner has been replaced.
  @Test
  void whatAnOwnerSendsAfterItWasFencedFailsAndIsNotWritten() {
    a.fence();
    sendAndAwait(a, 1);
    b.fence();
    send(a, output(2, 10));
    await().atMost(PATIENCE).untilAsserted(() -> assertThatThrownBy(a::check).isNotNull());
    assertThatThrownBy(() -> send(a, output(3, 10)))
        .isInstanceOf(OutputFailedException.class)
        .hasMessageContaining("output test.stage/1/0/2/0 was not written to");
    sendAndAwait(b, 2);
    // It owns the partition again: what has gone wrong before is over.
    a.fence();
    assertThatCode(a::check).doesNotThrowAnyException();
    sendAndAwait(a, 3);
    assertThat(broker.written(true)).containsExactly(1L, 2L, 3L);
  }

  // Would catch: a shadow that fences the owner by starting.
  @Test
  void aSessionThatIsNotFencedDisturbsNobody() {
    a.fence();
    assertThatCode(b::check).doesNotThrowAnyException();
    assertThatThrownBy(() -> send(b, output(1, 10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stage-0 has to be fenced before the first send");
    b.close();
    sendAndAwait(a, 1);
    assertThat(broker.written(true)).containsExactly(1L);
  }

  private TransactionalSession session(Duration interval) {
    return new TransactionalSession(
        () -> broker.kafka().transactionalProducer("stage-0"), "stage-0", interval, () -> {});
  }

  private static void sendAndAwait(TransactionalSession session, long... sns) {
    for (Output output : Arrays.stream(sns).mapToObj(sn -> output(sn, 10)).toList()) {
      send(session, output);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                session.check();
                return output.isAcknowledged();
              });
    }
  }
}
