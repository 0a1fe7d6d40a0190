package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import java.util.List;

/** Mutants of what records of the control log mean, and of who writes them. */
enum LogMutant implements Mutant {
  /** Story 6. */
  A_NEW_INCARNATION_VOIDS_NOTHING(
      "crashes",
      new Repairs() {
        @Override
        List<ControlRecord> meaning(Ownership before, ControlRecord record) {
          Handover pending = before.pending();
          return pending != null && record instanceof Drained drained
              ? List.of(
                  new Drained(0, drained.id(), before.incarnation(pending.from()), drained.cut()))
              : List.of(record);
        }
      }),
  /** Story 8, and the snapshot's base that no restart finds again. */
  A_SWITCH_HAS_NO_LEAST_CUT(
      "sparse",
      new Repairs() {
        @Override
        List<ControlRecord> meaning(Ownership before, ControlRecord record) {
          return record instanceof Switch asked
              ? List.of(
                  new Switch(0, asked.migration(), asked.from(), asked.to(), 0, asked.forced()))
              : List.of(record);
        }
      }),
  /** Story 9: an equal target that has dropped everything up to the cut sees a difference. */
  THE_HASHES_GO_WITH_THE_OUTPUTS(
      "planned",
      new Repairs() {
        @Override
        ControlRecord said(PartitionReplica replica, ControlRecord due) {
          Handover pending = replica.ownership().pending();
          boolean compared = !pending.fence() && !pending.forced();
          return compared
                  && due instanceof Opened opened
                  && opened.sn() > 0
                  && replica.cutAt(opened.sn() - 1) == null
              ? new Diverged(0, opened.id(), opened.incarnation(), opened.sn(), null)
              : due;
        }
      }),
  /** Story 10: a second switch takes the place of the first, whose opening stays valid. */
  TWO_SWITCHES_MAY_BE_PENDING(
      "planned",
      new Repairs() {
        @Override
        List<ControlRecord> meaning(Ownership before, ControlRecord record) {
          Handover pending = before.pending();
          if (pending == null) {
            return List.of(record);
          }
          if (record instanceof Switch) {
            return List.of(new ControlRecord.Cancel(0, pending.id()), record);
          }
          if (record instanceof Opened opened && opened.id() < pending.id()) {
            return List.of(
                new Drained(
                    0,
                    pending.id(),
                    before.incarnation(pending.from()),
                    new Cut(opened.sn(), 0, 0)),
                new Opened(0, pending.id(), opened.incarnation(), opened.sn()));
          }
          return List.of(record);
        }
      }),
  /** Story 11. */
  A_DIVERGENCE_DOES_NOT_END_THE_HANDOVER(
      "divergent",
      new Repairs() {
        @Override
        List<ControlRecord> meaning(Ownership before, ControlRecord record) {
          return record instanceof Diverged ? List.of() : List.of(record);
        }
      }),
  /** Story 18. */
  NO_SWITCH_IS_FORCED(
      "returns",
      new Repairs() {
        @Override
        List<ControlRecord> meaning(Ownership before, ControlRecord record) {
          return record instanceof Switch asked
              ? List.of(
                  new Switch(0, asked.migration(), asked.from(), asked.to(), asked.minCut(), false))
              : List.of(record);
        }
      }),
  /** Invariant 7: opened without proof. */
  EVERY_SWITCH_IS_FORCED(
      "divergent",
      new Repairs() {
        @Override
        List<ControlRecord> meaning(Ownership before, ControlRecord record) {
          return record instanceof Switch asked
              ? List.of(
                  new Switch(0, asked.migration(), asked.from(), asked.to(), asked.minCut(), true))
              : List.of(record);
        }
      }),
  /** ADR 6, finding 2: the target that cannot compare any more. */
  A_TARGET_WAITS_THAT_CANNOT_COMPARE(
      "slow",
      new Repairs() {
        @Override
        ControlRecord said(PartitionReplica replica, ControlRecord due) {
          return due instanceof Cancel ? null : due;
        }
      });

  private final String kind;
  private final Repairs repairs;

  LogMutant(String kind, Repairs repairs) {
    this.kind = kind;
    this.repairs = repairs;
  }

  @Override
  public String flawOf(long seed) {
    return HandoverVerdict.flawOf(kind, seed, repairs);
  }
}
