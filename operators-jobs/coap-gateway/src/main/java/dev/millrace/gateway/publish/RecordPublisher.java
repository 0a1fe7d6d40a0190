package dev.millrace.gateway.publish;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Writes records to Kafka in the order in which they are given, with {@code acks=all} and an
 * idempotent producer, and tells the fate of each one once. A record that failed is never sent
 * again. While the brokers are known to be away, records go to the spool if there is one, and fail
 * at once instead of waiting if there is none. As long as the spool holds records, all others go
 * behind them.
 *
 * <p>All sending is done by one own thread, so no caller waits for a broker. Its queue has no bound
 * of its own: whoever publishes bounds what is in flight.
 */
public final class RecordPublisher {
  private static final String CLOSED = "the gateway stops";

  /** What closing may take beyond its bound, to refuse what waits. */
  private static final Duration CLOSE_MARGIN = Duration.ofSeconds(2);

  /** The sender may wait inside a send as long. */
  private static final Duration SETTLED_TIMEOUT = Duration.ofSeconds(5);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final BrokerWatch broker;
  private final DeliveryMeters meters;
  private final ThreadPoolExecutor sender;

  /** Null before the first one could be made. */
  private volatile Producer<byte[], byte[]> producer;

  private volatile boolean closed;

  // The sender's thread only.
  private final Lanes lanes = new Lanes();
  private final PartitionChooser partitions = new PartitionChooser();
  private boolean producerSuspect;

  /** Null without a spool. */
  private volatile Detour detour;

  /**
   * @param patient whether the first producer is made when there is something to send, so that it
   *     does not matter if no name of a broker can be resolved now
   */
  RecordPublisher(
      String name,
      Supplier<Producer<byte[], byte[]>> producers,
      BrokerWatch broker,
      boolean patient,
      MeterRegistry registry) {
    this.producers = producers;
    this.broker = broker;
    this.meters = new DeliveryMeters(name, registry, broker::reachable);
    if (patient) {
      producerSuspect = true;
    } else {
      this.producer = producers.get();
    }
    this.sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new BurstQueue(),
            Thread.ofPlatform().name("gateway-publisher-" + name).daemon().factory());
  }

  /**
   * Connects. If the brokers do not answer within a few seconds it returns nevertheless, refuses
   * what is published or keeps it in the spool, and goes on trying.
   *
   * @throws java.io.UncheckedIOException if the spool cannot be opened
   * @throws org.apache.kafka.common.KafkaException if there is no spool and the client properties
   *     are unusable, for instance because no bootstrap server's name can be resolved
   */
  public static RecordPublisher open(PublisherSettings settings, MeterRegistry registry)
      throws InterruptedException {
    boolean patient = settings.spool().isPresent();
    Supplier<BrokerProbe> probes =
        () -> new TopicProbe(Admin.create(ClientSettings.admin(settings)));
    BrokerWatch broker =
        new BrokerWatch(
            settings.name(), settings.topics(), patient ? new PatientProbe(probes) : probes.get());
    try {
      broker.start();
      RecordPublisher publisher =
          new RecordPublisher(
              settings.name(),
              () -> new KafkaProducer<>(ClientSettings.producer(settings)),
              broker,
              patient,
              registry);
      publisher.openSpool(settings, registry);
      settings.topics().forEach(publisher::fetchMetadata);
      return publisher;
    } catch (RuntimeException | InterruptedException e) {
      broker.close();
      throw e;
    }
  }

  private void openSpool(PublisherSettings settings, MeterRegistry registry)
      throws InterruptedException {
    if (settings.spool().isEmpty()) {
      return;
    }
    try {
      Backlog backlog = Backlog.open(settings, broker, this::isSettled, this::spoolChanged);
      detour = new Detour(backlog, broker, lanes);
      backlog.start(registry);
    } catch (UncheckedIOException e) {
      close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Takes records for these topics from now on; those for others that have been given go on their
   * way. Waits a few seconds at most for the brokers to tell about the topics.
   */
  public void follow(Set<String> topics) throws InterruptedException {
    broker.follow(topics);
    topics.forEach(this::fetchMetadata);
  }

  /** So that the first record does not have to wait for it. */
  private void fetchMetadata(String topic) {
    try {
      Producer<byte[], byte[]> present = producer;
      if (present != null && broker.partitions(topic) > 0) {
        present.partitionsFor(topic);
      }
    } catch (KafkaException e) {
      broker.failed(Shipment.describe(e));
    }
  }

  /** Whether the brokers can be reached, as far as is known. */
  public boolean reachable() {
    return broker.reachable();
  }

  /** Takes a record. Returns at once; the delivery learns the outcome. */
  public void publish(OutgoingRecord outgoing, Delivery delivery) {
    Shipment shipment = new Shipment(outgoing, delivery, meters);
    try {
      sender.execute(() -> accept(shipment));
    } catch (RejectedExecutionException e) {
      shipment.refuse(CLOSED);
    }
  }

  private void accept(Shipment shipment) {
    OutgoingRecord outgoing = shipment.outgoing();
    if (closed) {
      shipment.refuse(CLOSED);
      return;
    }
    if (detour != null && detour.takes(shipment)) {
      return;
    }
    int count = broker.partitions(outgoing.topic());
    if (count == 0) {
      shipment.refuse(broker.trouble(outgoing.topic()));
      return;
    }
    TopicPartition partition =
        new TopicPartition(
            outgoing.topic(), partitions.choose(outgoing.topic(), outgoing.key(), count));
    PartitionLane<Shipment> lane = lanes.of(partition);
    lane.add(shipment);
    pump(partition, lane);
  }

  /** The spool has become empty, or stopped to become so: what waits for that goes on. */
  private void spoolChanged() {
    try {
      sender.execute(() -> detour.release().forEach(this::accept));
    } catch (RejectedExecutionException e) {
      // Closed: what was parked has been refused.
    }
  }

  /** Whether nothing that is older than the spool is on its way. */
  private boolean isSettled() {
    try {
      return sender.submit(lanes::settled).get(SETTLED_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
      // Asked again in a moment.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What is in the spool; empty without one. */
  public Optional<SpoolState> spool() {
    return Optional.ofNullable(detour).map(way -> way.backlog().state());
  }

  /**
   * Waits until the spool is empty; false if the bound is over or the brokers are away before.
   * Nothing may be published meanwhile.
   */
  public boolean awaitReplayed(Duration bound) throws InterruptedException {
    return detour == null || detour.backlog().awaitEmpty(bound, broker::reachable);
  }

  private void pump(TopicPartition partition, PartitionLane<Shipment> lane) {
    if (closed || broker.partitions(partition.topic()) == 0) {
      abandon(lane, closed ? CLOSED : broker.trouble(partition.topic()));
      return;
    }
    try {
      renewProducer();
    } catch (KafkaException e) {
      broker.failed(Shipment.describe(e));
      abandon(lane, broker.trouble(partition.topic()));
      return;
    }
    for (Shipment next = lane.next(); next != null; next = lane.next()) {
      send(partition, lane, next);
    }
  }

  private void send(TopicPartition partition, PartitionLane<Shipment> lane, Shipment shipment) {
    OutgoingRecord outgoing = shipment.outgoing();
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(
            partition.topic(),
            partition.partition(),
            outgoing.timestampMillis(),
            outgoing.key(),
            outgoing.value(),
            outgoing.headers());
    try {
      // The callback tells what the future would.
      var unused =
          producer.send(sent, (metadata, error) -> settle(partition, lane, shipment, error));
    } catch (RuntimeException e) {
      settle(partition, lane, shipment, e);
    }
  }

  /** On the producer's thread, or on the sender's if the producer refuses at once. */
  private void settle(
      TopicPartition partition, PartitionLane<Shipment> lane, Shipment shipment, Exception error) {
    if (error != null && !closed && !isTooLarge(error)) {
      // At once, and not after what is queued: each of those sends might block in vain.
      broker.failed(Shipment.describe(error));
    }
    if (!shipment.settle(error, isTooLarge(error)) || closed) {
      return;
    }
    if (error != null || !lane.acknowledgedMeanwhile()) {
      sender.execute(() -> settled(partition, lane, error));
    } else {
      broker.succeeded();
      if (!lane.isOpen()) {
        // The session ended between: what was added then may wait for this one.
        sender.execute(() -> pump(partition, lane));
      }
    }
  }

  private void settled(TopicPartition partition, PartitionLane<Shipment> lane, Exception error) {
    if (error == null) {
      lane.acknowledged();
      broker.succeeded();
    } else {
      lane.failed();
      if (!closed && !isTooLarge(error)) {
        lanes.forEach(PartitionLane::endSession);
        producerSuspect |= !(error instanceof RetriableException);
      }
    }
    pump(partition, lane);
  }

  /** A producer may be unusable for ever after an error; it goes when nothing rides on it. */
  private void renewProducer() {
    if (producerSuspect && lanes.settled()) {
      closeProducer(Duration.ZERO);
      producer = producers.get();
      producerSuspect = false;
    }
  }

  private void closeProducer(Duration bound) {
    Producer<byte[], byte[]> present = producer;
    if (present != null) {
      present.close(bound);
    }
  }

  private static boolean isTooLarge(Exception error) {
    return error instanceof RecordTooLargeException
        || error instanceof RecordBatchTooLargeException;
  }

  private void abandon(PartitionLane<Shipment> lane, String reason) {
    boolean kept = detour != null && !closed && !broker.reachable();
    lane.abandon()
        .forEach(
            shipment -> {
              if (kept) {
                detour.keep(shipment);
              } else {
                shipment.refuse(reason);
              }
            });
  }

  /**
   * Refuses what is not sent yet, waits for the acknowledgement of what is, and closes. What is not
   * settled within the bound fails. Closing again does nothing.
   */
  public void close(Duration bound) throws InterruptedException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      // Not on the sender's thread: this also wakes it up, should it wait inside a send.
      closeProducer(bound);
      sender.execute(
          () -> {
            lanes.forEach(lane -> abandon(lane, CLOSED));
            if (detour != null) {
              detour.release().forEach(shipment -> shipment.refuse(CLOSED));
            }
          });
      sender.shutdown();
      sender.awaitTermination(CLOSE_MARGIN.toMillis(), TimeUnit.MILLISECONDS);
      // Once more: the sender's last act may have been to renew it.
      closeProducer(Duration.ZERO);
    } finally {
      sender.shutdownNow();
      if (detour != null) {
        detour.backlog().close();
      }
      broker.close();
      meters.close();
    }
  }
}
