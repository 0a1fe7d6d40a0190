package dev.millrace.kafka;

import dev.millrace.controllog.LoadedSnapshot;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.CutsRequested;
import dev.millrace.stream.handover.ControlRecord.SnapshotRequested;
import dev.millrace.stream.handover.Gate;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.StatePassage;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.state.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of a group: its gate from the moment at which the group has joined, its replica
 * once that has something to begin with, and what goes on around it. One thread; only {@link
 * #reported} comes from another.
 */
final class Seat {
  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);
  private static final long NONE = -1;

  private final Gate gate;
  private final SeatPorts ports;
  private final ReportTimes times = new ReportTimes();
  private final AtomicLong acknowledged = new AtomicLong();
  private PartitionReplica replica;
  private SnapshotStore store;
  private CompletableFuture<Long> post;
  private long wanted = NONE;
  private SnapshotUpload upload;
  private SnapshotArrival loading;
  private final StatePassing passing;
  private String trouble;
  private String lasting;
  private CutsRequested question;

  /** A seat of a replica that has joined. */
  Seat(Gate gate, SeatPorts ports) {
    this.gate = gate;
    this.ports = ports;
    this.passing = new StatePassing(ports);
  }

  /**
   * Looks whether a hand-over to this replica was under way when it joined, whose state it can take
   * or never will.
   */
  void resume() {
    Handover pending = gate.ownership().pending();
    if (replica != null || pending == null || !pending.to().equals(ports.self())) {
      return;
    }
    if (pending.passage() == StatePassage.SNAPSHOT) {
      forgetLoading();
      loading = ports.load(pending);
    } else if (pending.passage() == StatePassage.LOCK_STEP) {
      // What an earlier incarnation has taken out of the slot is lost.
      giveUp(pending.id(), "it has started anew while the state came");
    }
  }

  Gate gate() {
    return gate;
  }

  PartitionReplica replica() {
    return replica;
  }

  boolean hasBegun() {
    return replica != null;
  }

  /**
   * Whether there is something to begin with: a checkpoint, or for an owner the whole input. A
   * shadow whose next record has been deleted needs another snapshot. Says why if there is not.
   *
   * @param image of the last checkpoint, or null
   * @param beginning offset of the first record of the input that is there
   */
  boolean mayBegin(ReplicaImage image, long beginning) {
    if (image == null && !gate.isOwner()) {
      return false;
    }
    long birth = gate.ownership().birthOffset();
    if (image == null && ports.inputFrom() > birth) {
      lasting =
          "it owns the partition and has no checkpoint, and reads the input from offset %d on, not from the stage's birth at %d"
              .formatted(ports.inputFrom(), birth);
      trouble = lasting;
      return false;
    }
    lasting = ports.missing(image == null ? birth : image.stage().nextOffset(), beginning);
    trouble = lasting;
    return lasting == null || gate.isOwner();
  }

  /** Says at once what is in its way, if anything is. */
  void reportTrouble() {
    if (trouble != null) {
      ports.report(gate.ownership().generation(), replica, trouble);
    }
  }

  /** The replica begins; its cells are in the store. */
  void begin(PartitionReplica begun, SnapshotStore cells) {
    replica = begun;
    store = cells;
    loading = null;
    trouble = lasting;
  }

  /** Somebody else has reported; any thread. */
  void reported(ProgressReport report) {
    if (report.generation() == gate.ownership().generation()) {
      acknowledged.accumulateAndGet(report.frontierReported(), Math::max);
    }
  }

  /** Takes a record of the control log. */
  void read(long offset, ControlRecord record) {
    if (record instanceof SnapshotRequested asked) {
      requested(offset, asked);
    } else if (record instanceof CutsRequested asked) {
      question = asked;
    } else if (replica == null) {
      gate.read(offset, record);
      handoverRead(offset);
    } else {
      replica.control(offset, record);
    }
    if (gate.isSuperseded()) {
      throw new ControlEndedException(
          gate.isOfEarlierGeneration()
              ? ports.place() + ": the stage has begun anew without replica '" + ports.self() + "'"
              : ports.place()
                  + ": a later start of replica '"
                  + ports.self()
                  + "' has taken its place");
    }
  }

  /** Takes the state of a switch to this replica that begins here, or stops taking it. */
  private void handoverRead(long offset) {
    Handover pending = gate.ownership().pending();
    boolean isMine = pending != null && pending.to().equals(ports.self());
    if (isMine && pending.id() == offset && pending.passage() == StatePassage.LOCK_STEP) {
      forgetLoading();
      loading = ports.receive(pending);
    } else if (isMine && pending.id() == offset && pending.passage() == StatePassage.SNAPSHOT) {
      forgetLoading();
      loading = ports.load(pending);
    } else if (pending == null && loading != null && loading.handover() != SnapshotArrival.NONE) {
      loading.close();
      loading = null;
    }
  }

  private void giveUp(long handover, String why) {
    trouble = why;
    ports.append(new Cancel(ports.partition(), handover));
  }

  private void requested(long offset, SnapshotRequested asked) {
    if (replica != null && gate.isOwner() && !asked.to().equals(ports.self())) {
      wanted = offset;
    } else if (replica == null && asked.to().equals(ports.self())) {
      forgetLoading();
      loading = ports.load(offset);
    }
  }

  /** Another state comes: what an earlier one lacked is in nobody's way any more. */
  private void forgetLoading() {
    if (loading != null) {
      loading.close();
    }
    trouble = null;
    lasting = null;
  }

  /**
   * The snapshot that has arrived, once; null as long as none has.
   *
   * @param cells takes the store of its cells
   */
  ReplicaImage arrived(Consumer<SnapshotStore> cells) {
    if (loading == null || !loading.loaded().isDone()) {
      return null;
    }
    SnapshotArrival done = loading;
    loading = null;
    try {
      LoadedSnapshot snapshot = done.loaded().join();
      cells.accept(done.cells().store());
      done.cells().close();
      return snapshot.image();
    } catch (CompletionException e) {
      done.close();
      trouble = said(e);
      if (done.handover() != SnapshotArrival.NONE) {
        giveUp(done.handover(), trouble);
      }
      LOG.warn("{}: no snapshot: {}", ports.place(), trouble);
      return null;
    }
  }

  /** What the innermost of these has to say, which is for a person. */
  private static String said(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof CompletionException || cause instanceof UncheckedIOException)) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Whether cells of this partition are being taken for another replica. */
  boolean isTaking() {
    return upload != null && upload.isTaking() || passing.isTaking();
  }

  /** Whether cells of this partition are wanted by another replica, and can be taken now. */
  boolean canTake() {
    return replica != null
        && !store.hasSnapshot()
        && (wanted != NONE || upload == null && passing.mayBegin(replica));
  }

  /**
   * Does what is due; true if there is more to do soon.
   *
   * @param mayLead whether it may send at all
   * @param mayTake whether it may take cells for another replica now
   */
  boolean tend(long nowNanos, boolean mayLead, boolean mayTake) {
    if (replica != null) {
      replica.silent(!mayLead);
      replica.reported(acknowledged.get());
      replica.pump();
      post();
      passing.tend(replica, store, mayTake && upload == null);
      upload(mayTake && !passing.isTaking());
    }
    // Who is not safe yet does not count as loaded.
    boolean present = replica != null && replica.isDurable();
    if (present && question != null && replica.sn() >= question.toSn()) {
      ports.answer(gate.ownership().generation(), replica, question);
      question = null;
    }
    if (times.isDue(nowNanos, present ? replica : null, trouble)) {
      ports.report(gate.ownership().generation(), present ? replica : null, trouble);
    }
    return upload != null && upload.isBusy() || passing.isBusy();
  }

  /** Whether a hand-over is under way, so that every acknowledgement counts. */
  boolean isUrgent() {
    return gate.ownership().pending() != null;
  }

  private void post() {
    if (post != null && post.isDone()) {
      if (post.isCompletedExceptionally()) {
        LOG.warn("{}: a record may not be in the control log, trying again", ports.place());
        replica.postLost();
      }
      post = null;
    }
    if (post == null) {
      ControlRecord next = replica.nextPost();
      post = next == null ? null : ports.append(next);
    }
  }

  private void upload(boolean mayTake) {
    try {
      if (upload != null && (upload.hasFailed() || upload.isDone())) {
        SnapshotUpload ended = upload;
        upload = null;
        ended.close();
        ended.sent().join();
      }
      if (wanted != NONE && mayTake) {
        if (upload != null) {
          upload.close();
          upload = null;
        }
        if (!store.hasSnapshot()) {
          upload = ports.upload(wanted, replica, store);
          wanted = NONE;
          trouble = lasting;
        }
      }
      if (upload != null && mayTake) {
        upload.advance();
      }
    } catch (IOException | CompletionException e) {
      // Whoever asked hears of it, and asks for another one.
      trouble = "a snapshot could not be sent: " + said(e);
      LOG.warn("{}: {}", ports.place(), trouble);
    }
  }

  /** Ends what is under way. */
  void close() {
    if (upload != null) {
      upload.close();
      upload = null;
    }
    passing.close();
    wanted = NONE;
    if (loading != null) {
      loading.close();
      loading = null;
    }
  }
}
