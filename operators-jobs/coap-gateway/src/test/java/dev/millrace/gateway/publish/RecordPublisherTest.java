package dev.millrace.gateway.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.publish.DeliveryFailure.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that a real broker does not show on demand. */
class RecordPublisherTest {
  private static final String TOPIC = "t";

  private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
  private final AtomicReference<Map<String, Integer>> topics =
      new AtomicReference<>(Map.of(TOPIC, 1));
  private BrokerWatch watch;
  private RecordPublisher publisher;

  /** What became of a record. */
  private static final class Outcome implements Delivery {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void acknowledged() {
      calls.add("acknowledged");
    }

    @Override
    public void failed(DeliveryFailure failure) {
      calls.add(failure.kind().name());
    }
  }

  @BeforeEach
  void open() throws Exception {
    BrokerProbe probe =
        new BrokerProbe() {
          @Override
          public Map<String, Integer> partitions(Set<String> asked) throws UnreachableException {
            Map<String, Integer> known = topics.get();
            if (known == null) {
              throw new UnreachableException("away");
            }
            Map<String, Integer> answer = new HashMap<>(known);
            answer.keySet().retainAll(asked);
            return answer;
          }

          @Override
          public void close() {}
        };
    watch = new BrokerWatch("test", Set.of(TOPIC), probe);
    watch.start();
    publisher =
        new RecordPublisher(
            "test",
            () -> {
              var producer =
                  new MockProducer<>(
                      false, null, new ByteArraySerializer(), new ByteArraySerializer());
              producers.add(producer);
              return producer;
            },
            watch,
            false,
            new SimpleMeterRegistry());
  }

  @AfterEach
  void close() throws Exception {
    publisher.close(Duration.ZERO);
  }

  private Outcome publish(String value) {
    Outcome outcome = new Outcome();
    publisher.publish(
        new OutgoingRecord(TOPIC, null, value.getBytes(UTF_8), 0, List.of()), outcome);
    return outcome;
  }

  private void awaitSent(MockProducer<byte[], byte[]> producer, int count) {
    await().until(() -> producer.history().size() == count);
  }

  private static void awaitOutcome(Outcome outcome, String... calls) {
    await().untilAsserted(() -> assertThat(outcome.calls).containsExactly(calls));
  }

  @Test // protocol story 17
  void theSecondRecordIsSentAfterTheFirstIsAcknowledged() {
    MockProducer<byte[], byte[]> producer = producers.get(0);
    Outcome first = publish("1");
    Outcome second = publish("2");
    awaitSent(producer, 1);
    assertThat(second.calls).isEmpty();

    producer.completeNext();

    awaitSent(producer, 2);
    awaitOutcome(first, "acknowledged");
    producer.completeNext();
    awaitOutcome(second, "acknowledged");
  }

  @Test
  void whatMayHaveBeenWrittenIsNeverSentAgainAndWhatWaitsIsRefusedUnsent() {
    MockProducer<byte[], byte[]> producer = producers.get(0);
    Outcome uncertain = publish("1");
    Outcome waiting = publish("2");
    awaitSent(producer, 1);
    topics.set(null);

    producer.errorNext(new TimeoutException("expired"));

    awaitOutcome(uncertain, Kind.UNCERTAIN.name());
    awaitOutcome(waiting, Kind.UNREACHABLE.name());
    awaitOutcome(publish("3"), Kind.UNREACHABLE.name());
    assertThat(publisher.reachable()).isFalse();
    topics.set(Map.of(TOPIC, 1));
    await().until(publisher::reachable);
    publish("4");
    awaitSent(producer, 2);
    assertThat(values(producer)).containsExactly("1", "4");
    assertThat(producers).as("the producer lives after a time-out").hasSize(1);
  }

  @Test
  void aProducerThatCannotGoOnIsReplaced() {
    MockProducer<byte[], byte[]> broken = producers.get(0);
    Outcome failed = publish("1");
    awaitSent(broken, 1);
    broken.errorNext(new KafkaException("fatal"));
    awaitOutcome(failed, Kind.UNCERTAIN.name());
    await().until(publisher::reachable);

    Outcome next = publish("2");

    await().until(() -> producers.size() == 2);
    awaitSent(producers.get(1), 1);
    producers.get(1).completeNext();
    awaitOutcome(next, "acknowledged");
    assertThat(broken.closed()).isTrue();
    assertThat(values(broken)).containsExactly("1");
  }

  @Test
  void aSendThatThrowsIsAFailureAndNoneOfTheNextSuffers() {
    MockProducer<byte[], byte[]> producer = producers.get(0);
    producer.sendException = new TimeoutException("no metadata");
    awaitOutcome(publish("1"), Kind.UNCERTAIN.name());
    producer.sendException = null;
    await().until(publisher::reachable);

    Outcome next = publish("2");
    awaitSent(producer, 1);
    producer.completeNext();
    awaitOutcome(next, "acknowledged");
  }

  @Test
  void aRecordThatIsTooLargeIsItsOwnFault() {
    MockProducer<byte[], byte[]> producer = producers.get(0);
    Outcome large = publish("1");
    awaitSent(producer, 1);
    producer.errorNext(new RecordTooLargeException("too large"));

    awaitOutcome(large, Kind.TOO_LARGE.name());
    assertThat(publisher.reachable()).isTrue();
  }

  @Test
  void closingTellsEverybody() throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      outcomes.add(publish(Integer.toString(i)));
    }
    awaitSent(producers.get(0), 1);
    topics.set(Map.of());

    publisher.close(Duration.ZERO);

    outcomes.stream().skip(1).forEach(one -> awaitOutcome(one, Kind.UNREACHABLE.name()));
    awaitOutcome(publish("late"), Kind.UNREACHABLE.name());
  }

  @Test
  void whatIsOnItsWayGoesOnWhenOtherTopicsAreFollowed() throws Exception {
    MockProducer<byte[], byte[]> producer = producers.get(0);
    Outcome first = publish("1");
    Outcome second = publish("2");
    awaitSent(producer, 1);
    topics.set(Map.of("other", 1));

    publisher.follow(Set.of("other"));

    producer.completeNext();
    awaitOutcome(first, "acknowledged");
    awaitSent(producer, 2);
    producer.completeNext();
    awaitOutcome(second, "acknowledged");
    Outcome other = new Outcome();
    publisher.publish(new OutgoingRecord("other", null, new byte[1], 0, List.of()), other);
    awaitSent(producer, 3);
    producer.completeNext();
    awaitOutcome(other, "acknowledged");
  }

  private static List<String> values(MockProducer<byte[], byte[]> producer) {
    return producer.history().stream()
        .map(ProducerRecord::value)
        .map(value -> new String(value, UTF_8))
        .toList();
  }
}
