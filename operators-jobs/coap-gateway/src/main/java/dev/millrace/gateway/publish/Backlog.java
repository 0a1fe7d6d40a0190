package dev.millrace.gateway.publish;

import dev.millrace.gateway.spool.Spool;
import dev.millrace.gateway.spool.SpoolDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that are acknowledged once they are on disk, and come to Kafka from there, in order and
 * each once. Whoever adds is one thread, which also asks whether it is empty.
 */
final class Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  private final String name;
  private final Spool spool;
  private final long maxBytes;
  private final Runnable changed;
  private final Recall recall;
  private final SpoolWriter writer;
  private final Replay replay;
  private final LeftSpools others;

  /** Records that were added, or found on disk, and are neither in Kafka nor refused. */
  private final AtomicLong open;

  private volatile boolean ending;
  private SpoolMeters meters;

  private Backlog(
      PublisherSettings settings,
      Spool spool,
      Recall recall,
      BrokerWatch broker,
      BooleanSupplier settled,
      Runnable changed) {
    this.name = settings.name();
    this.spool = spool;
    this.recall = recall;
    this.maxBytes = settings.spool().orElseThrow().maxBytes();
    this.changed = changed;
    this.open = new AtomicLong(spool.entries());
    this.writer = new SpoolWriter(name, spool, this::kept, this::left);
    this.others =
        new LeftSpools(name, settings.spool().orElseThrow(), one -> replay(settings, one, broker));
    this.replay =
        new Replay(
            name,
            spool,
            recall,
            settings.topics(),
            () -> session(settings, spool.id()),
            () -> broker.reachable() && settled.getAsBoolean() && !others.isBusy(),
            new Replay.Progress() {
              @Override
              public void done(long records) {
                meters.replayed(records);
                broker.succeeded();
                left(records);
              }

              @Override
              public void sending(int records) {
                if (open.get() - records <= Replay.BATCH_RECORDS) {
                  ending = true;
                }
              }

              @Override
              public void failed(String reason) {
                broker.failed(reason);
                if (ending) {
                  ending = false;
                  changed.run();
                }
              }
            });
  }

  /** How the spool of another process is emptied: before this one. */
  private Replay replay(PublisherSettings settings, Spool other, BrokerWatch broker) {
    return new Replay(
        name,
        other,
        new Recall(name, settings.spool().orElseThrow().exchangeHeaders(), Clock.systemUTC()),
        settings.topics(),
        () -> session(settings, other.id()),
        broker::reachable,
        new Replay.Progress() {
          @Override
          public void done(long records) {
            meters.replayed(records);
          }

          @Override
          public void sending(int records) {
            // Nobody waits for its end.
          }

          @Override
          public void failed(String reason) {
            // The replay has said so, and goes on.
          }
        });
  }

  /**
   * Opens the spool, with what an earlier process left in it.
   *
   * @param settled whether nothing older is on its way to Kafka
   * @param changed is called when it has become empty, and when it was {@link #isEnding} and is not
   *     any more
   */
  static Backlog open(
      PublisherSettings settings, BrokerWatch broker, BooleanSupplier settled, Runnable changed) {
    SpoolSettings where = settings.spool().orElseThrow();
    try {
      Spool spool = Spool.open(SpoolDirectory.claim(where.place()), where.maxBytes());
      LOG.info(
          "Gateway {}: the spool in {} holds {} records",
          settings.name(),
          where.place(),
          spool.entries());
      Recall recall = new Recall(settings.name(), where.exchangeHeaders(), Clock.systemUTC());
      recall.scan(spool);
      return new Backlog(settings, spool, recall, broker, settled, changed);
    } catch (IOException e) {
      throw new UncheckedIOException(where.place() + ": " + e.getMessage(), e);
    }
  }

  private static ReplaySession session(PublisherSettings settings, String spool) {
    return new ReplaySession(
        spool,
        new KafkaProducer<>(ClientSettings.replay(settings, spool)),
        new LookBack(
            Admin.create(ClientSettings.admin(settings)),
            () -> new KafkaConsumer<>(ClientSettings.reader(settings)),
            settings.brokerTimeout()));
  }

  void start(MeterRegistry registry) {
    meters = new SpoolMeters(name, registry, this);
    replay.start();
    others.start();
  }

  /** Whether every record that was added is in Kafka, or was refused. */
  boolean isEmpty() {
    return open.get() == 0;
  }

  /**
   * Whether records may go to Kafka directly: nothing is before them, here or in what another
   * process has left, and it is known what an earlier process has sent.
   */
  boolean isPassable() {
    return isEmpty() && recall.isLoaded() && !others.isBusy();
  }

  /** Whether a record's exchange has one already, by an earlier process: on disk or in Kafka. */
  boolean isRepeated(OutgoingRecord outgoing) {
    return recall.isSpooled(outgoing) || recall.isLogged(outgoing);
  }

  /** Whether so few records are left that it pays to wait for the end. */
  boolean isEnding() {
    return ending;
  }

  /** Takes a record; it is acknowledged when it is on disk. */
  void add(Shipment shipment) {
    open.incrementAndGet();
    writer.add(shipment);
  }

  private void kept(int records) {
    meters.spooled(records);
    replay.wake();
  }

  private void left(long records) {
    if (open.addAndGet(-records) == 0) {
      ending = false;
      changed.run();
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Waits until it is empty; false if the bound is over, or {@code hope} gone, before. */
  synchronized boolean awaitEmpty(Duration bound, BooleanSupplier hope)
      throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    while (!isEmpty()) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0 || !hope.getAsBoolean()) {
        return false;
      }
      wait(Math.min(left, 100));
    }
    return true;
  }

  SpoolState state() {
    long oldest;
    try {
      oldest = spool.oldestMillis().orElse(0);
    } catch (IOException e) {
      LOG.debug("the oldest record of the spool cannot be read", e);
      oldest = 0;
    }
    String trouble = writer.trouble();
    return new SpoolState(
        open.get(),
        spool.bytes(),
        maxBytes,
        oldest == 0 ? 0 : Math.max(0, System.currentTimeMillis() - oldest),
        spool.setAside(),
        spool.damagedBytes(),
        trouble != null ? trouble : replay.trouble());
  }

  /** Ends both ways; what is on disk stays there. */
  void close() throws InterruptedException {
    others.close();
    replay.close();
    writer.close();
    try {
      spool.close();
    } catch (IOException e) {
      LOG.warn("Gateway {}: the spool could not be closed", name, e);
    } finally {
      if (meters != null) {
        meters.close();
      }
    }
    if (!isEmpty()) {
      LOG.warn("Gateway {}: {} records stay in the spool", name, open.get());
    }
  }
}
