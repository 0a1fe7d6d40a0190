package dev.millrace.kafka;

import static dev.millrace.kafka.OutputBroker.MAX_BYTES;
import static dev.millrace.kafka.OutputBroker.PATIENCE;
import static dev.millrace.kafka.OutputBroker.output;
import static dev.millrace.kafka.OutputBroker.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.stream.stage.Output;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What lies behind an output that was not written is not written either: a replica would take it
 * for proof of the one that is missing.
 */
class NumberedSessionTest {
  @TempDir Path directory;
  private OutputBroker broker;
  private NumberedSession session;

  @BeforeEach
  void open() throws Exception {
    broker = OutputBroker.start(directory);
    session = new NumberedSession(broker.kafka().producer("session"), () -> {});
    Output first = output(1, 10);
    send(session, first);
    await().atMost(PATIENCE).until(first::isAcknowledged);
  }

  @AfterEach
  void close() {
    session.close();
    broker.close();
  }

  // Would catch: a producer that goes on with the next batch, as Kafka's does.
  @Test
  void nothingIsWrittenBehindAnOutputThatTheBrokerRefuses() {
    sendUntilFailure(2 * MAX_BYTES);
    assertThat(broker.written(false)).containsExactly(1L);
  }

  // Would catch: a second request on its way while the first is not answered; a broker that knows
  // the producer would refuse it, this one has forgotten it.
  @Test
  void nothingIsWrittenBehindAnOutputThatABrokerWithoutMemoryRefuses() throws Exception {
    broker.restart();
    sendUntilFailure(2 * MAX_BYTES);
    assertThat(broker.written(false)).containsExactly(1L);
  }

  // Would catch: only the broker's refusals being noticed before the next send.
  @Test
  void nothingIsWrittenBehindAnOutputThatTheProducerRefuses() {
    sendUntilFailure(2 << 20);
    assertThat(broker.written(false)).containsExactly(1L);
  }

  private void sendUntilFailure(int bytesOfTheSecond) {
    assertThatThrownBy(
            () -> {
              send(session, output(2, bytesOfTheSecond));
              for (int sn = 3; sn < 10; sn++) {
                send(session, output(sn, 10));
              }
              await()
                  .atMost(PATIENCE)
                  .until(
                      () -> {
                        session.check();
                        return false;
                      });
            })
        .isInstanceOf(OutputFailedException.class)
        .hasMessageContaining("output test.stage/1/0/2/0 was not written to");
    // Whatever was still to be sent has been, or has been given up.
    session.close();
  }
}
