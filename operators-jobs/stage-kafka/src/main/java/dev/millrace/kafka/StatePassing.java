package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.state.SnapshotStore;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the state of one partition that stands still for a hand-over on its way to the target. If
 * that fails the hand-over is given up, and the source goes on from where it stands. One thread.
 */
final class StatePassing {
  private static final Logger LOG = LoggerFactory.getLogger(StatePassing.class);
  private static final long NONE = -1;

  private final SeatPorts ports;
  private SnapshotUpload upload;
  private long handover = NONE;
  private long tried = NONE;

  StatePassing(SeatPorts ports) {
    this.ports = ports;
  }

  /**
   * Does what is due.
   *
   * @param mayTake whether it may take cells now
   */
  void tend(PartitionReplica replica, SnapshotStore store, boolean mayTake) {
    Handover due = replica.stateDue();
    if (upload != null && (due == null || due.id() != handover)) {
      close();
    }
    try {
      if (upload == null && due != null && due.id() != tried && mayTake && !store.hasSnapshot()) {
        handover = due.id();
        tried = due.id();
        upload = ports.pass(due, replica, store);
      }
      if (upload != null) {
        if (mayTake) {
          upload.advance();
        }
        if (upload.hasFailed() || upload.isDone()) {
          upload.sent().join();
          replica.statePassed(handover);
          close();
        }
      }
    } catch (IOException | CompletionException e) {
      LOG.warn("{}: the state cannot be handed over: {}", ports.place(), e.toString());
      ports.append(new Cancel(ports.partition(), handover));
      close();
    }
  }

  /** Whether a state is due that has not been tried to pass on. */
  boolean mayBegin(PartitionReplica replica) {
    Handover due = replica.stateDue();
    return upload == null && due != null && due.id() != tried;
  }

  /** Whether there are cells that have not been taken. */
  boolean isTaking() {
    return upload != null && upload.isTaking();
  }

  /** Whether a slice can be taken at once. */
  boolean isBusy() {
    return upload != null && upload.isBusy();
  }

  /** Gives up what is under way. */
  void close() {
    if (upload != null) {
      upload.close();
      upload = null;
    }
  }
}
