package dev.millrace.gateway.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A device that asks again because the first process ended before it could answer (G4). */
@ExtendWith(BrokerExtension.class)
class RecallTest {
  private final EmbeddedBroker broker;
  private PublisherSettings settings;
  private String topic;

  @TempDir Path place;

  RecallTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  private void prepareTopic(TestInfo test) throws Exception {
    topic = "recall-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, 2, Map.of());
    settings =
        new PublisherSettings(
            "recall",
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            Set.of(topic),
            Duration.ofSeconds(2),
            20_000,
            32 << 20,
            Optional.of(new SpoolSettings(place, 1 << 20, List.of("exchange"))));
  }

  private boolean publish(RecordPublisher publisher, String exchange, String value)
      throws Exception {
    CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    publisher.publish(
        new OutgoingRecord(
            topic,
            "key".getBytes(UTF_8),
            value.getBytes(UTF_8),
            System.currentTimeMillis(),
            List.of(new RecordHeader("exchange", exchange.getBytes(UTF_8)))),
        new Delivery() {
          @Override
          public void acknowledged() {
            outcome.complete(true);
          }

          @Override
          public void failed(DeliveryFailure failure) {
            outcome.complete(false);
          }
        });
    return outcome.get(30, TimeUnit.SECONDS);
  }

  private RecordPublisher open() throws Exception {
    return RecordPublisher.open(settings, new SimpleMeterRegistry());
  }

  private static void awaitEmpty(RecordPublisher publisher) {
    await().until(() -> publisher.spool().orElseThrow().records() == 0);
  }

  @Test // Would catch: a record for each copy of a request that two processes were asked
  void whatIsInTheLogIsNotWrittenAgain(TestInfo test) throws Exception {
    prepareTopic(test);
    RecordPublisher first = open();
    assertThat(publish(first, "a", "1")).isTrue();
    awaitEmpty(first);
    first.close(Duration.ofSeconds(2));

    RecordPublisher second = open();
    assertThat(publish(second, "a", "1")).isTrue();
    assertThat(publish(second, "b", "2")).isTrue();
    awaitEmpty(second);
    assertThat(publish(second, "a", "1")).as("straight to Kafka by now").isTrue();
    second.close(Duration.ofSeconds(2));

    assertThat(broker.values(topic)).containsExactly("1", "2");
  }

  @Test // Would catch: a copy that is spooled because the log could not be asked, and then written
  void whatIsInTheLogIsNotReplayedAgain(TestInfo test) throws Exception {
    prepareTopic(test);
    RecordPublisher first = open();
    assertThat(publish(first, "a", "1")).isTrue();
    awaitEmpty(first);
    first.close(Duration.ofSeconds(2));

    broker.relay().cut();
    RecordPublisher second = open();
    assertThat(publish(second, "a", "1")).isTrue();
    assertThat(publish(second, "b", "2")).isTrue();
    broker.relay().restore();
    awaitEmpty(second);
    second.close(Duration.ofSeconds(2));

    assertThat(broker.values(topic)).containsExactly("1", "2");
  }

  @Test // Would catch: a copy of what the first process has on its disk
  void whatIsInTheSpoolIsNotSpooledAgain(TestInfo test) throws Exception {
    prepareTopic(test);
    broker.relay().cut();
    RecordPublisher first = open();
    assertThat(publish(first, "a", "1")).isTrue();
    first.close(Duration.ZERO);

    RecordPublisher second = open();
    assertThat(publish(second, "a", "1")).isTrue();
    assertThat(second.spool().orElseThrow().records()).isEqualTo(1);
    broker.relay().restore();
    awaitEmpty(second);
    assertThat(publish(second, "a", "1")).isTrue();
    second.close(Duration.ofSeconds(2));

    assertThat(broker.values(topic)).containsExactly("1");
  }
}
