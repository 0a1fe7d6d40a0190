package dev.millrace.gateway.publish;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * The way to Kafka by the disk, and who takes it: everybody while the brokers are away, and then as
 * long as somebody is on it. For the sender's thread.
 */
final class Detour {
  private final Backlog backlog;
  private final BrokerWatch broker;
  private final Lanes lanes;

  /** Wait in memory for those few on the disk that are before them. */
  private final Queue<Shipment> parked = new ArrayDeque<>();

  Detour(Backlog backlog, BrokerWatch broker, Lanes lanes) {
    this.backlog = backlog;
    this.broker = broker;
    this.lanes = lanes;
  }

  /** What is on it; from any thread. */
  Backlog backlog() {
    return backlog;
  }

  /** Whether a record takes this way, or needs none; then it has been taken care of. */
  boolean takes(Shipment shipment) {
    if (backlog.isRepeated(shipment.outgoing())) {
      shipment.spooled();
    } else if (!parked.isEmpty()) {
      parked.add(shipment);
    } else if (!backlog.isPassable() || !broker.reachable()) {
      keep(shipment);
    } else {
      return false;
    }
    return true;
  }

  /** Puts it behind everything that waits to be sent, which takes this way too. */
  void keep(Shipment shipment) {
    lanes.forEach(lane -> lane.abandon().forEach(backlog::add));
    if (backlog.isEnding()) {
      parked.add(shipment);
    } else {
      backlog.add(shipment);
    }
  }

  /** Those that wait in memory; they do no more. */
  List<Shipment> release() {
    List<Shipment> released = List.copyOf(parked);
    parked.clear();
    return released;
  }
}
