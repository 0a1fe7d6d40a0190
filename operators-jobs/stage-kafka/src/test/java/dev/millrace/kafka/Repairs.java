package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Ownership;
import java.util.List;

/**
 * The places at which protocol.md repairs the first design. As they are here every repair is on; a
 * mutant switches one of them off, and the simulation has to notice.
 */
class Repairs {
  /** What a record of the control log means to everybody: as a rule itself. */
  List<ControlRecord> meaning(Ownership before, ControlRecord record) {
    return List.of(record);
  }

  /** Whether a replica that starts heeds this record of the log before its Joined. */
  boolean isHeededAtStart(String replica, ControlRecord record) {
    return true;
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

  /** What a snapshot for another replica holds. */
  SavedReplica snapshot(SavedReplica saved) {
    return saved;
  }

  /** What an owner reports as acknowledged. */
  long report(PartitionReplica owner) {
    return owner.reportableFrontier();
  }
}
