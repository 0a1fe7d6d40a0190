package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import java.util.random.RandomGenerator;

/**
 * Any coordinator between two replicas, with what it knew some time ago. It writes whatever it
 * likes, since safety must not depend on it.
 */
final class SimulatedCoordinator {
  private static final long RECORDS_TO_DIFFER = 10;
  private static final long NONE = -1;

  private final String first;
  private final String second;
  private final Faults faults;
  private final SimulatedControlLog log;
  private final RandomGenerator random;
  private long snapshotSn = NONE;
  private int switches;
  private int fences;
  private boolean hasFenced;

  SimulatedCoordinator(
      String first, String second, Faults faults, SimulatedControlLog log, RandomGenerator random) {
    this.first = first;
    this.second = second;
    this.faults = faults;
    this.log = log;
    this.random = random;
    this.switches = faults.switches();
    this.fences = faults.fences();
  }

  /**
   * Whether a snapshot at this serial number leaves the target records enough to differ, if it has
   * to: one that has not computed anything yet is still equal.
   */
  boolean likes(long sn) {
    return !mustDiffer() || sn <= SmallStage.RECORDS - RECORDS_TO_DIFFER;
  }

  /** The second replica has this snapshot now. */
  void snapshotTaken(long sn) {
    snapshotSn = sn;
  }

  /** Whether this switch asks for no cut below the snapshot that its target has. */
  boolean heedsSnapshot(Switch asked) {
    return asked.to().equals(first) || asked.minCut() >= snapshotSn;
  }

  /** Whether it has ever written a fence. */
  boolean hasFenced() {
    return hasFenced;
  }

  /** Writes something, or nothing. */
  void act() {
    Ownership known = log.ownershipBefore(log.end() - random.nextInt((int) Math.min(4, log.end())));
    if (known.owner() == null) {
      return;
    }
    ControlRecord record =
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> maySwitch() ? asked(known.owner()) : null;
          case 3, 4 -> fences-- > 0 ? fenced(known.owner()) : null;
          default -> canceled(known.pending());
        };
    if (record != null) {
      log.post(record, () -> {});
    }
  }

  private boolean mustDiffer() {
    return faults.stages() == StagePair.WRONG_AT_ONCE;
  }

  private boolean maySwitch() {
    return (!mustDiffer() || snapshotSn != NONE) && switches-- > 0;
  }

  /** Asks this owner to hand over to the other one. */
  Switch asked(String from) {
    String to = other(from);
    long minCut = to.equals(second) ? Math.max(0, snapshotSn) : 0;
    if (mustDiffer()) {
      minCut = Math.min(snapshotSn + RECORDS_TO_DIFFER, SmallStage.RECORDS);
    }
    return new Switch(0, "m", from, to, minCut, isForced(to));
  }

  /** Never towards a replica that differs. */
  private boolean isForced(String to) {
    return faults.stages().isEqual()
        ? random.nextInt(6) == 0
        : to.equals(first) && random.nextBoolean();
  }

  private ControlRecord fenced(String from) {
    hasFenced = true;
    return new ControlRecord.Fenced(0, "m", from, other(from));
  }

  private String other(String replica) {
    return replica.equals(first) ? second : first;
  }

  private ControlRecord canceled(Handover pending) {
    return pending == null || random.nextBoolean()
        ? null
        : new ControlRecord.Cancel(0, pending.id());
  }
}
