package dev.millrace.gateway.publish;

import dev.millrace.gateway.spool.Spool;
import dev.millrace.gateway.spool.SpoolDirectory;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes to Kafka what other processes have left on the disk that they shared with this one. A
 * process finds at its start what the one before it has left, but not if that one had still to end:
 * Kubernetes starts a pod as soon as the one before it is told to end.
 */
final class LeftSpools {
  private static final Logger LOG = LoggerFactory.getLogger(LeftSpools.class);
  private static final long LOOK_MILLIS = 2_000;
  private static final long CLOSE_SECONDS = 5;

  /** How a spool is emptied. */
  @FunctionalInterface
  interface Emptying {
    /** A replay of the spool, which is not started yet. */
    Replay of(Spool spool);
  }

  private final String name;
  private final SpoolSettings where;
  private final Emptying emptying;
  private final ScheduledExecutorService looks;

  // Its thread only, and whoever closes when that has ended.
  private Spool spool;
  private Replay replay;

  private volatile boolean busy;

  LeftSpools(String name, SpoolSettings where, Emptying emptying) {
    this.name = name;
    this.where = where;
    this.emptying = emptying;
    this.looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("gateway-left-spools-" + name).daemon().factory());
  }

  /** Whether there is something older than what this process has taken. */
  boolean isBusy() {
    return busy;
  }

  void start() {
    var unused =
        looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      if (spool == null) {
        begin();
      } else if (spool.entries() == 0) {
        LOG.info("Gateway {}: what another process has left on disk is in Kafka", name);
        release();
      }
    } catch (IOException | RuntimeException e) {
      // It is looked at again: nobody else would.
      LOG.warn("Gateway {}: spools of other processes cannot be looked at", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin() throws IOException {
    Optional<SpoolDirectory> left = SpoolDirectory.claimLeft(where.place());
    if (left.isEmpty()) {
      return;
    }
    try {
      spool = Spool.open(left.get(), where.maxBytes());
    } finally {
      if (spool == null) {
        left.get().close();
      }
    }
    busy = true;
    LOG.info(
        "Gateway {} takes over {} records that another process has left on disk",
        name,
        spool.entries());
    replay = emptying.of(spool);
    replay.start();
  }

  /** Ends the replay and lets others have the spool. */
  private void release() throws InterruptedException, IOException {
    Spool over = spool;
    Replay ended = replay;
    spool = null;
    replay = null;
    try {
      if (ended != null) {
        ended.close();
      }
    } finally {
      busy = false;
      if (over != null) {
        over.close();
      }
    }
  }

  /** Ends it; what is not in Kafka stays on disk. */
  void close() throws InterruptedException {
    looks.shutdown();
    if (!looks.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("Gateway {}: the look at spools of other processes does not end", name);
      return;
    }
    try {
      release();
    } catch (IOException e) {
      LOG.warn("Gateway {}: a spool could not be closed", name, e);
    }
  }
}
