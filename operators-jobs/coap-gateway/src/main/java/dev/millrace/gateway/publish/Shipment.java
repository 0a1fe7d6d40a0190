package dev.millrace.gateway.publish;

import dev.millrace.gateway.publish.DeliveryFailure.Kind;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record on its way. */
final class Shipment {
  private static final Logger LOG = LoggerFactory.getLogger(Shipment.class);

  private final OutgoingRecord outgoing;
  private final Delivery delivery;
  private final DeliveryMeters meters;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean settled = new AtomicBoolean();

  Shipment(OutgoingRecord outgoing, Delivery delivery, DeliveryMeters meters) {
    this.outgoing = outgoing;
    this.delivery = delivery;
    this.meters = meters;
  }

  OutgoingRecord outgoing() {
    return outgoing;
  }

  /** It was never sent. */
  void refuse(String reason) {
    refuse(Kind.UNREACHABLE, reason);
  }

  /** It was never sent, nor kept. */
  void refuse(Kind kind, String reason) {
    if (settled.compareAndSet(false, true)) {
      tell(() -> delivery.failed(new DeliveryFailure(kind, reason)));
    }
  }

  /** It is on disk and will be sent from there. */
  void spooled() {
    if (settled.compareAndSet(false, true)) {
      tell(delivery::acknowledged);
    }
  }

  /**
   * The producer is done with it.
   *
   * @param error null if it was acknowledged
   * @return false if that was known before
   */
  boolean settle(Exception error, boolean tooLarge) {
    if (!settled.compareAndSet(false, true)) {
      return false;
    }
    if (error == null) {
      meters.acknowledged(outgoing.topic(), System.nanoTime() - startNanos);
      tell(delivery::acknowledged);
    } else {
      Kind kind = tooLarge ? Kind.TOO_LARGE : Kind.UNCERTAIN;
      tell(() -> delivery.failed(new DeliveryFailure(kind, describe(error))));
    }
    return true;
  }

  /** Whoever listens must not be able to stop the sending of other records. */
  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException e) {
      LOG.error("A record's outcome could not be told", e);
    }
  }

  /** An error's kind and words. */
  static String describe(Exception error) {
    return error.getClass().getSimpleName() + ": " + error.getMessage();
  }
}
