package dev.millrace.kafka;

import dev.millrace.controllog.SimulatedLease;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.Coordinator;
import dev.millrace.stream.migration.MigrationCommand;
import dev.millrace.stream.migration.MigrationDecision;
import dev.millrace.stream.migration.MigrationObservation;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.migration.Standby;
import dev.millrace.stream.migration.StandbyObservation;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The places at which protocol.md repairs the first design. As they are here every repair is on; a
 * mutant switches one of them off, and the simulation has to notice.
 */
class Repairs {
  /** What a record of the control log means to everybody: as a rule itself. */
  List<ControlRecord> meaning(Ownership before, ControlRecord record) {
    return List.of(record);
  }

  /**
   * As {@link #meaning(Ownership, ControlRecord)}, to a mutant that has to know what came before.
   */
  List<ControlRecord> meaning(Ownership before, List<ControlRecord> earlier, ControlRecord record) {
    return meaning(before, record);
  }

  /** Whether a replica that starts heeds this record of the log before its Joined. */
  boolean isHeededAtStart(String replica, ControlRecord record) {
    return true;
  }

  /** What a replica that starts keeps of what the log says. */
  Ownership knownAtStart(Ownership said) {
    return said;
  }

  /** The record that a replica posts which has to post this one; null if it posts none. */
  ControlRecord said(PartitionReplica replica, ControlRecord due) {
    return due;
  }

  /** How long a replica may send without knowing the log's end. */
  SimulatedLease lease(long length, LongSupplier clock) {
    return new SimulatedLease(length, clock);
  }

  /** How outputs are sent. */
  OutputSession session(SimulatedTopics.Sender sender) {
    return sender;
  }

  /** What the tails tell. */
  Tails tails(Tails tails) {
    return tails;
  }

  /** The tails by which a replica goes that has read its own opening. */
  Tails tailsOfOwner(Tails readBefore, Tails readNow) {
    return readNow;
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

  /** What a coordinator does. */
  MigrationDecision decide(
      Coordinator coordinator, MigrationState known, MigrationObservation seen, long now) {
    return coordinator.decide(known, seen, now);
  }

  /** What whoever keeps a standby does. */
  List<MigrationCommand> decide(Standby standby, List<StandbyObservation> seen) {
    return standby.decide(seen);
  }
}
