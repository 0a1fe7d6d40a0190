package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Ownership;

/**
 * The places at which protocol.md repairs the first design. As they are here every repair is on; a
 * mutant switches one of them off, and the simulation has to notice.
 */
class Repairs {
  /** What a replica knows from the control log before an offset. */
  Ownership fold(SimulatedControlLog log, long before, String replica) {
    return log.ownershipBefore(before);
  }

  /** How a record of the control log reaches a replica. */
  void deliver(PartitionReplica replica, long offset, ControlRecord record) {
    replica.control(offset, record);
  }

  /** How outputs are sent. */
  OutputSession session(SimulatedTopics.Sender sender) {
    return sender;
  }

  /** What the tails tell. */
  Tails tails(Tails tails) {
    return tails;
  }

  /** What a checkpoint holds. */
  SavedReplica checkpoint(SavedReplica saved, SimulatedTopics broker) {
    return saved;
  }
}
