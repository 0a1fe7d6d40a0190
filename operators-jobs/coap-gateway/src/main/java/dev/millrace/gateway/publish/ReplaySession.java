package dev.millrace.gateway.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.gateway.spool.SpoolPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes batches from the spool to Kafka, each in a transaction, so that all of a batch is in the
 * log or nothing. The transactional id is the spool's own: when a session begins, whatever an
 * earlier one has left open is ended, and nothing of it can come late. Over after any exception but
 * {@link RefusedException}.
 */
final class ReplaySession implements AutoCloseable {
  /** Names the spool and the number of a record that came from it. */
  static final String SPOOL_ID = "spool-id";

  private final String spool;
  private final Producer<byte[], byte[]> producer;
  private final LookBack lookBack;
  private final PartitionChooser chooser = new PartitionChooser();

  ReplaySession(String spool, Producer<byte[], byte[]> producer, LookBack lookBack) {
    this.spool = spool;
    this.producer = producer;
    this.lookBack = lookBack;
  }

  /** The broker refuses this record, and would refuse it again. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Numbered culprit;

    RefusedException(Numbered culprit, Exception reason) {
      super(reason.getMessage(), reason);
      this.culprit = culprit;
    }

    Numbered culprit() {
      return culprit;
    }
  }

  /** A record with its number in the spool. */
  record Numbered(long sequence, OutgoingRecord outgoing) {}

  /** Takes the place of every earlier session of this spool. */
  void begin() {
    producer.initTransactions();
  }

  /** Learns what the log holds. */
  void load(Recall recall, Set<String> topics) throws InterruptedException {
    recall.load(lookBack, topics);
  }

  /** Whether the batch of a position is in the log. */
  boolean wasCommitted(SpoolPosition position) throws InterruptedException {
    // Any of them will do: all of a batch is there or nothing, unless the topic is compacted.
    return lookBack.contains(position, SPOOL_ID, id -> isOf(position, id));
  }

  private boolean isOf(SpoolPosition position, String id) {
    String prefix = spool + "/";
    if (!id.startsWith(prefix)) {
      return false;
    }
    long sequence = Long.parseLong(id.substring(prefix.length()));
    return sequence >= position.from() && sequence < position.to();
  }

  /** A batch that has its places in the log, and is not sent yet. */
  record Prepared(SpoolPosition position, List<Numbered> batch, List<TopicPartition> partitions) {}

  /**
   * Chooses the places of a batch.
   *
   * @param batch not empty
   * @param from the front of the spool
   * @param to behind the batch
   */
  Prepared prepare(List<Numbered> batch, long from, long to) throws InterruptedException {
    Map<String, Integer> counts = new TreeMap<>();
    List<TopicPartition> partitions = new ArrayList<>();
    for (Numbered one : batch) {
      String topic = one.outgoing().topic();
      int count = counts.computeIfAbsent(topic, name -> producer.partitionsFor(name).size());
      partitions.add(new TopicPartition(topic, chooser.choose(topic, one.outgoing().key(), count)));
    }
    TopicPartition first = partitions.get(0);
    long end = lookBack.end(first);
    return new Prepared(
        new SpoolPosition(from, to, first.topic(), first.partition(), end), batch, partitions);
  }

  /**
   * Sends a batch and commits it.
   *
   * @throws RefusedException if the broker does not take one of the records: none is in the log
   */
  void commit(Prepared prepared) throws RefusedException {
    AtomicReference<RefusedException> refused = new AtomicReference<>();
    producer.beginTransaction();
    for (int i = 0; i < prepared.batch().size() && refused.get() == null; i++) {
      Numbered one = prepared.batch().get(i);
      try {
        var unused =
            producer.send(
                record(one, prepared.partitions().get(i)),
                (metadata, error) -> note(refused, one, error));
      } catch (KafkaException e) {
        note(refused, one, e);
        if (refused.get() == null) {
          throw e;
        }
      }
    }
    if (refused.get() == null) {
      producer.flush();
    }
    if (refused.get() != null) {
      producer.abortTransaction();
      throw refused.get();
    }
    producer.commitTransaction();
  }

  private static void note(
      AtomicReference<RefusedException> refused, Numbered one, Exception error) {
    if (error instanceof RecordTooLargeException || error instanceof RecordBatchTooLargeException) {
      refused.compareAndSet(null, new RefusedException(one, error));
    }
  }

  private ProducerRecord<byte[], byte[]> record(Numbered one, TopicPartition partition) {
    OutgoingRecord outgoing = one.outgoing();
    List<Header> headers = new ArrayList<>(outgoing.headers());
    headers.add(new RecordHeader(SPOOL_ID, (spool + "/" + one.sequence()).getBytes(US_ASCII)));
    return new ProducerRecord<>(
        partition.topic(),
        partition.partition(),
        outgoing.timestampMillis(),
        outgoing.key(),
        outgoing.value(),
        headers);
  }

  /** Ends it from any thread; what it is doing fails. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
    lookBack.close();
  }
}
