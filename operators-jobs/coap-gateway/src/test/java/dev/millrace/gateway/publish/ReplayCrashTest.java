package dev.millrace.gateway.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.publish.ReplaySession.Numbered;
import dev.millrace.gateway.publish.ReplaySession.Prepared;
import dev.millrace.gateway.spool.Spool;
import dev.millrace.gateway.spool.SpoolBatch;
import dev.millrace.gateway.spool.SpoolDirectory;
import dev.millrace.gateway.spool.SpoolEntry;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A replay that ends between any two of its steps, against a real broker. */
@ExtendWith(BrokerExtension.class)
class ReplayCrashTest {
  private final EmbeddedBroker broker;
  private PublisherSettings settings;
  private String topic;

  @TempDir Path place;

  ReplayCrashTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  private void prepareTopic(TestInfo test) throws Exception {
    topic = "crash-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, 3, Map.of());
    settings =
        new PublisherSettings(
            "crash",
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            Set.of(topic),
            Duration.ofSeconds(10),
            20_000,
            32 << 20,
            Optional.of(new SpoolSettings(place, 1 << 20, List.of("id"))));
  }

  private Spool openSpool() throws Exception {
    return Spool.open(SpoolDirectory.claim(place), 1 << 20);
  }

  private Spool filled(int from, int to) throws Exception {
    Spool spool = openSpool();
    spool.append(
        IntStream.range(from, to)
            .mapToObj(
                i ->
                    SpoolEntry.toAppend(
                        1_000 + i,
                        RecordCodec.encode(
                            new OutgoingRecord(
                                topic,
                                ("k" + i % 5).getBytes(UTF_8),
                                Integer.toString(i).getBytes(UTF_8),
                                1_000 + i,
                                List.of()))))
            .toList());
    return spool;
  }

  private ReplaySession session(Spool spool, Producer<byte[], byte[]> producer) {
    ReplaySession session =
        new ReplaySession(
            spool.id(),
            producer,
            new LookBack(
                Admin.create(ClientSettings.admin(settings)),
                () -> new KafkaConsumer<>(ClientSettings.reader(settings)),
                settings.brokerTimeout()));
    session.begin();
    return session;
  }

  private static Prepared prepared(Spool spool, ReplaySession session, int count) throws Exception {
    SpoolBatch batch = spool.read(count, 1 << 20);
    List<Numbered> records = new ArrayList<>();
    for (SpoolEntry entry : batch.entries()) {
      records.add(new Numbered(entry.sequence(), RecordCodec.decode(entry.payload())));
    }
    return session.prepare(records, batch.from(), batch.to());
  }

  /** The next process: opens what is there and empties it. */
  private void recover() throws Exception {
    RecordPublisher next = RecordPublisher.open(settings, new SimpleMeterRegistry());
    await().until(() -> next.spool().orElseThrow().records() == 0);
    next.close(Duration.ofSeconds(5));
  }

  private List<Integer> kept() {
    return broker.values(topic).stream().map(Integer::valueOf).toList();
  }

  private static List<Integer> numbers(int to) {
    return IntStream.range(0, to).boxed().toList();
  }

  @Test // Would catch: a commit whose process ended before it knew, taken for none
  void betweenCommitAndRemoval(TestInfo test) throws Exception {
    prepareTopic(test);
    Spool spool = filled(0, 20);
    ReplaySession session =
        session(spool, new KafkaProducer<>(ClientSettings.replay(settings, spool.id())));
    Prepared prepared = prepared(spool, session, 10);
    spool.mark(prepared.position());
    session.commit(prepared);
    session.close();
    spool.close();

    recover();

    assertThat(kept()).containsExactlyInAnyOrderElementsOf(numbers(20));
  }

  @Test // Would catch: a transaction left open that blocks readers, or is taken for a commit
  void betweenSendingAndCommit(TestInfo test) throws Exception {
    prepareTopic(test);
    Spool spool = filled(0, 20);
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(ClientSettings.replay(settings, spool.id()));
    ReplaySession session = session(spool, producer);
    Prepared prepared = prepared(spool, session, 10);
    spool.mark(prepared.position());
    producer.beginTransaction();
    producer
        .send(new ProducerRecord<>(topic, 0, null, "k0".getBytes(UTF_8), "0".getBytes(UTF_8)))
        .get();
    session.close();
    spool.close();

    recover();

    assertThat(kept()).containsExactlyInAnyOrderElementsOf(numbers(20));
  }

  @Test // Would catch: a position that is noted after the fact only
  void betweenMarkAndSending(TestInfo test) throws Exception {
    prepareTopic(test);
    Spool spool = filled(0, 20);
    ReplaySession session =
        session(spool, new KafkaProducer<>(ClientSettings.replay(settings, spool.id())));
    spool.mark(prepared(spool, session, 10).position());
    session.close();
    spool.close();

    recover();

    assertThat(kept()).containsExactlyInAnyOrderElementsOf(numbers(20));
  }

  @Test // Would catch: an old process that goes on sending after its successor has begun
  void aProcessThatWasThoughtDeadCannotCommit(TestInfo test) throws Exception {
    prepareTopic(test);
    Spool spool = filled(0, 20);
    ReplaySession old =
        session(spool, new KafkaProducer<>(ClientSettings.replay(settings, spool.id())));
    Prepared prepared = prepared(spool, old, 10);
    spool.mark(prepared.position());
    spool.close();

    recover();

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> old.commit(prepared))
        .isInstanceOf(org.apache.kafka.common.KafkaException.class);
    old.close();
    assertThat(kept()).containsExactlyInAnyOrderElementsOf(numbers(20));
  }
}
