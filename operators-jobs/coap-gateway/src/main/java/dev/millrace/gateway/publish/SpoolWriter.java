package dev.millrace.gateway.publish;

import dev.millrace.gateway.publish.DeliveryFailure.Kind;
import dev.millrace.gateway.spool.Spool;
import dev.millrace.gateway.spool.SpoolEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records to the spool on a thread of its own. Those that wait while the disk works are
 * written together, so that they share its next effort. Its queue has no bound of its own: whoever
 * publishes bounds what is in flight.
 */
final class SpoolWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolWriter.class);
  private static final int MOST_TOGETHER = 1_024;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final String name;
  private final Spool spool;
  private final IntConsumer kept;
  private final IntConsumer refused;
  private final BlockingQueue<Shipment> waiting = new LinkedBlockingQueue<>();
  private final ExecutorService disk;
  private volatile String trouble;

  /**
   * @param kept is told how many records have been written
   * @param refused is told how many records have not been, and are not going to be
   */
  SpoolWriter(String name, Spool spool, IntConsumer kept, IntConsumer refused) {
    this.name = name;
    this.spool = spool;
    this.kept = kept;
    this.refused = refused;
    this.disk =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gateway-spool-" + name).daemon().factory());
  }

  void add(Shipment shipment) {
    waiting.add(shipment);
    disk.execute(this::writeWaiting);
  }

  /** Why records cannot be kept now; null while they can. */
  String trouble() {
    return trouble;
  }

  private void writeWaiting() {
    List<Shipment> together = new ArrayList<>();
    waiting.drainTo(together, MOST_TOGETHER);
    if (!together.isEmpty()) {
      write(together);
    }
  }

  private void write(List<Shipment> together) {
    List<Shipment> fitting = new ArrayList<>();
    List<SpoolEntry> entries = new ArrayList<>();
    long bytes = 0;
    for (Shipment shipment : together) {
      byte[] encoded = RecordCodec.encode(shipment.outgoing());
      if (!spool.hasRoomFor(entries.size() + 1, bytes + encoded.length)) {
        refuse(List.of(shipment), "the spool is full");
      } else {
        bytes += encoded.length;
        fitting.add(shipment);
        entries.add(SpoolEntry.toAppend(shipment.outgoing().timestampMillis(), encoded));
      }
    }
    if (fitting.isEmpty()) {
      return;
    }
    try {
      spool.append(entries);
    } catch (IOException e) {
      refuse(fitting, "the spool cannot be written: " + e.getMessage());
      return;
    }
    if (fitting.size() == together.size()) {
      note(null);
    }
    kept.accept(fitting.size());
    fitting.forEach(Shipment::spooled);
  }

  private void refuse(List<Shipment> shipments, String reason) {
    note(reason);
    refused.accept(shipments.size());
    shipments.forEach(one -> one.refuse(Kind.NOT_KEPT, reason));
  }

  private void note(String problem) {
    if (problem != null && !problem.equals(trouble)) {
      LOG.error("Gateway {}: {}; messages are refused", name, problem);
    } else if (problem == null && trouble != null) {
      LOG.info("Gateway {}: the spool takes messages again", name);
    }
    trouble = problem;
  }

  /** Ends when all that was added is written or refused. */
  @Override
  public void close() throws InterruptedException {
    // No interrupt: it would close the file that is being written.
    disk.shutdown();
    if (!disk.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("Gateway {}: the disk does not answer", name);
    }
  }
}
