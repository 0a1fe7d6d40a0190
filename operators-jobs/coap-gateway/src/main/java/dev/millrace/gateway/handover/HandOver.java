package dev.millrace.gateway.handover;

import dev.millrace.gateway.handover.LogEntry.Label;
import dev.millrace.gateway.handover.LogEntry.Parcel;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes sessions over that another process has left, and leaves this one's when it ends. Sessions
 * go on in one process at most: what is sent is gone here, and a parcel goes to whoever claims it
 * first. If anything fails on the way, devices have to shake hands again, and nothing worse.
 */
public final class HandOver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

  private final HandOverSettings settings;
  private final Receiver receiver;
  private final Seal seal;
  private final KafkaProducer<byte[], byte[]> producer;
  private final SessionTaker taker;
  private final HandOverMeters meters;
  private final Clock clock;

  /** Lets sessions go on. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Called on a thread of the hand-over.
     *
     * @param port of the listener, as the specification has it
     */
    Restored restore(int port, SavedSessions sessions);
  }

  private HandOver(
      HandOverSettings settings, Receiver receiver, MeterRegistry registry, Clock clock) {
    this.settings = settings;
    this.receiver = receiver;
    this.clock = clock;
    this.seal = new Seal(settings.key());
    this.meters = new HandOverMeters(settings.gateway(), registry);
    this.producer = settings.producer();
    this.taker = new SessionTaker(settings, UUID.randomUUID(), producer, this::take, meters, clock);
  }

  /**
   * Begins to take over what is left for this gateway.
   *
   * @throws KafkaException if the brokers' address or the credentials are unusable
   */
  public static HandOver open(
      HandOverSettings settings, Receiver receiver, MeterRegistry registry, Clock clock) {
    HandOver opened = new HandOver(settings, receiver, registry, clock);
    opened.taker.start();
    return opened;
  }

  /**
   * Whether what is left from now on will be taken over, as far as that can be: the topic is
   * followed, or there is none.
   */
  public boolean isSettled() {
    return taker.isSettled();
  }

  private void take(Parcel parcel) {
    Label label = parcel.label();
    try {
      SavedSessions sessions =
          SessionCodec.decode(seal.open(parcel.sealed(), LogCodec.encode(label)));
      meters.restored(receiver.restore(label.port(), sessions));
    } catch (GeneralSecurityException e) {
      meters.foreign();
      LOG.warn(
          "Sessions of port {} were sealed by another key; their devices shake hands again",
          label.port());
    } catch (IOException e) {
      meters.foreign();
      LOG.warn(
          "Sessions of port {} cannot be read: {}; their devices shake hands again",
          label.port(),
          e.getMessage());
    }
  }

  /** Takes nothing over any more; waits for what is being taken at the moment. */
  public void finishTaking() {
    taker.finish();
  }

  /**
   * Leaves sessions to another process, and waits a few seconds at most until they are in the
   * topic.
   *
   * @param sessions by the port of their listener, as the specification has it
   */
  public void leave(Map<Integer, SavedSessions> sessions) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HandOverSettings.SEND_MILLIS);
    List<Sending> sendings = new ArrayList<>();
    sessions.forEach(
        (port, all) ->
            all.inParts(HandOverSettings.PARCEL_BYTES)
                .forEach(part -> sendings.add(send(port, part, end))));
    int sent = 0;
    int lost = 0;
    for (Sending sending : sendings) {
      if (sending.isThere(end - System.nanoTime())) {
        sent += sending.sessions();
      } else {
        lost += sending.sessions();
      }
    }
    meters.sent(sent);
    meters.lost(lost);
    LOG.info("Gateway {} has left {} sessions; {} are lost", settings.gateway(), sent, lost);
  }

  /**
   * A parcel on its way.
   *
   * @param sessions in it
   * @param result null if it could not be sent
   */
  private record Sending(int sessions, Future<RecordMetadata> result) {
    boolean isThere(long nanos) throws InterruptedException {
      if (result == null) {
        return false;
      }
      try {
        var unused = result.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        return true;
      } catch (ExecutionException e) {
        LOG.warn("Sessions cannot be left: {}", e.getCause().getMessage());
        return false;
      } catch (TimeoutException e) {
        LOG.warn("Sessions cannot be left: Kafka does not acknowledge them in time");
        return false;
      }
    }
  }

  private Sending send(int port, SavedSessions part, long endNanos) {
    int count = part.sessions().size();
    if (endNanos - System.nanoTime() < 0) {
      // Each attempt to reach a broker that is away takes a while.
      return new Sending(count, null);
    }
    Label label =
        new Label(UUID.randomUUID(), settings.gateway(), settings.place(), port, clock.millis());
    byte[] sealed = seal.close(SessionCodec.encode(part), LogCodec.encode(label));
    try {
      return new Sending(
          count,
          producer.send(
              new ProducerRecord<>(
                  settings.topic(), 0, null, LogCodec.encode(new Parcel(label, sealed)))));
    } catch (KafkaException e) {
      LOG.warn("Sessions cannot be left: {}", e.getMessage());
      return new Sending(count, null);
    }
  }

  /** Ends it; what was not left before is lost. */
  @Override
  public void close() {
    try {
      taker.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ZERO);
  }
}
