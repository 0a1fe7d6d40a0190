package dev.millrace.stream.migration;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Ownership;
import java.util.ArrayList;
import java.util.List;

/** A stage of two partitions, as a coordinator sees it; the source r1 owns both. */
final class Scene {
  static final long ID = 10;

  private static final Ownership ALONE =
      Ownership.NONE.after(0, new Birth(0, "r1", 1, 0)).after(1, new Joined(0, "r1"));
  private static final Ownership OWNED = ALONE.after(2, new Joined(0, "r2"));

  private final List<Ownership> ownerships = new ArrayList<>(List.of(OWNED, OWNED));
  private final long[] loaded = {-1, -1};
  private String objection;
  private boolean ready;
  private boolean targetGone;
  private boolean sourceGone;
  private boolean promote;
  private boolean abort;
  private boolean rollBack;
  private long lag = 1_000;
  private int behind = -1;
  private long compared;
  private long acknowledged;
  private int differing = -1;
  private Difference differs;
  private boolean sourceAlive = true;
  private boolean targetLost;
  private String trouble;
  private long now = 3_000;

  Scene objection(String reason) {
    objection = reason;
    return this;
  }

  Scene targetLost() {
    targetLost = true;
    return this;
  }

  Scene ready() {
    ready = true;
    return this;
  }

  Scene loaded(int partition) {
    loaded[partition] = 50;
    return this;
  }

  Scene lag(long serialNumbers) {
    lag = serialNumbers;
    return this;
  }

  /** The target of this partition is a tenth of a second behind. */
  Scene behind(int partition) {
    behind = partition;
    return this;
  }

  Scene compared(long each) {
    compared = each;
    return this;
  }

  Scene acknowledged(long frontier) {
    acknowledged = frontier;
    return this;
  }

  Scene differs(int partition) {
    return differs(partition, new Difference(1_024, 42, "gate-7", false));
  }

  Scene differs(int partition, Difference where) {
    differing = partition;
    differs = where;
    return this;
  }

  Scene sourceLost() {
    sourceAlive = false;
    return this;
  }

  Scene trouble(String reason) {
    trouble = reason;
    return this;
  }

  Scene promote() {
    promote = true;
    return this;
  }

  Scene abort() {
    abort = true;
    return this;
  }

  Scene rollBack() {
    rollBack = true;
    return this;
  }

  Scene targetGone() {
    targetGone = true;
    return this;
  }

  Scene sourceGone() {
    sourceGone = true;
    return this;
  }

  Scene at(long millis) {
    now = millis;
    return this;
  }

  Scene asked(int partition) {
    return log(partition, ID, new Switch(partition, "m", "r1", "r2", 0, false));
  }

  /** The target has not joined for this partition. */
  Scene alone(int partition) {
    ownerships.set(partition, ALONE);
    return this;
  }

  Scene drained(int partition) {
    if (ownerships.get(partition).pending() == null) {
      asked(partition);
    }
    return log(partition, ID + 1, new Drained(partition, ID, 1, new Cut(60, 0, 0)));
  }

  Scene opened(int partition) {
    drained(partition);
    return log(partition, ID + 2, new Opened(partition, ID, 2, 60));
  }

  Scene askedBack(int partition) {
    return log(partition, ID + 3, new Switch(partition, "m", "r2", "r1", 0, false));
  }

  private Scene log(int partition, long offset, ControlRecord record) {
    ownerships.set(partition, ownerships.get(partition).after(offset, record));
    return this;
  }

  long now() {
    return now;
  }

  MigrationObservation seen() {
    List<PartitionObservation> partitions = new ArrayList<>();
    for (int partition = 0; partition < ownerships.size(); partition++) {
      Difference difference = partition == differing ? differs : null;
      partitions.add(
          new PartitionObservation(
              partition,
              ownerships.get(partition),
              loaded[partition],
              5_000,
              5_000 - lag,
              partition == behind ? 100 : 0,
              acknowledged,
              compared,
              difference,
              sourceAlive,
              targetLost,
              trouble));
    }
    return new MigrationObservation(
        objection, ready, targetGone, sourceGone, promote, abort, rollBack, partitions);
  }
}
