package dev.millrace.kafka;

import dev.millrace.controllog.SimulatedLease;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Output;
import java.util.List;
import java.util.function.LongSupplier;

/** Mutants of what keeps replicas from sending. */
enum SendMutant implements Mutant {
  /** Stories 3, 12 and 15: old sends that nobody makes impossible. */
  A_FENCE_DOES_NOT_FENCE(
      "strict",
      new Repairs() {
        @Override
        OutputSession session(SimulatedTopics.Sender sender) {
          return new DelegatingSession(sender) {
            @Override
            public void fence() {}
          };
        }
      }),
  /** ADR 6, finding 3. */
  AN_OWNER_THAT_FENCES_TRUSTS_ITS_OLD_TAILS(
      "strict",
      new Repairs() {
        @Override
        Tails tailsOfOwner(Tails readBefore, Tails readNow) {
          return readBefore;
        }
      }),
  /** ADR 6, finding 3: behind a fence of somebody else, and not only by its own old one. */
  AN_OWNER_THAT_IS_FENCED_FENCES_BACK(
      "strict",
      new Repairs() {
        @Override
        OutputSession session(SimulatedTopics.Sender sender) {
          return new DelegatingSession(sender) {
            @Override
            public void send(OutputPartition partition, Output output, byte[] identity) {
              if (sender.isFencedOff()) {
                sender.fence();
              }
              super.send(partition, output, identity);
            }
          };
        }
      }),
  /** Story 13: not only a fetch that has reached the log's end. */
  ANY_READ_RENEWS_THE_LEASE(
      "leases",
      new Repairs() {
        @Override
        SimulatedLease lease(long length, LongSupplier clock) {
          return new SimulatedLease(length, clock) {
            @Override
            public void reached(long offset) {
              super.reached(offset);
              heard(now(), offset);
            }
          };
        }
      }),
  /** Story 13: from the answer, and not from the question. */
  THE_LEASE_COUNTS_FROM_THE_ANSWER(
      "leases",
      new Repairs() {
        @Override
        SimulatedLease lease(long length, LongSupplier clock) {
          return new SimulatedLease(length, clock) {
            @Override
            protected void heard(long askedAt, long endThen) {
              super.heard(now(), endThen);
            }
          };
        }
      }),
  /** Story 14: given up or not, a fence leaves the opening alive of the switch it replaced. */
  A_FENCE_DOES_NOT_END_A_SWITCH(
      "slow",
      new Repairs() {
        @Override
        List<ControlRecord> meaning(
            Ownership before, List<ControlRecord> earlier, ControlRecord record) {
          return record instanceof Opened opened && wasFencedAway(opened.id(), earlier)
              ? opening(before, earlier, opened)
              : List.of(record);
        }
      }),
  /** Story 17. */
  THE_FIRST_SEND_IS_NOT_ALONE(
      "crashes",
      new Repairs() {
        @Override
        OutputSession session(SimulatedTopics.Sender sender) {
          return new DelegatingSession(sender) {
            @Override
            public boolean ready(OutputPartition partition) {
              return true;
            }
          };
        }
      });

  private final String kind;
  private final Repairs repairs;

  SendMutant(String kind, Repairs repairs) {
    this.kind = kind;
    this.repairs = repairs;
  }

  @Override
  public String flawOf(long seed) {
    return HandoverVerdict.flawOf(kind, seed, repairs);
  }

  private static boolean wasFencedAway(long id, List<ControlRecord> earlier) {
    Ownership at = Ownership.NONE;
    for (int offset = 0; offset < earlier.size(); offset++) {
      Ownership next = at.after(offset, earlier.get(offset));
      if (at.isPending(id) && !next.isPending(id)) {
        return earlier.get(offset) instanceof Fenced;
      }
      at = next;
    }
    return false;
  }

  /** Whatever is pending, and valid if its incarnation is: a fence's opening needs no Drained. */
  private static List<ControlRecord> opening(
      Ownership before, List<ControlRecord> earlier, Opened opened) {
    Switch asked = (Switch) earlier.get((int) opened.id());
    Handover pending = before.pending();
    boolean isFenced = pending != null && pending.fence();
    long id = isFenced ? pending.id() : earlier.size();
    ControlRecord meant = new Opened(0, id, opened.incarnation(), opened.sn());
    return isFenced
        ? List.of(meant)
        : List.of(new Fenced(0, asked.migration(), asked.from(), asked.to()), meant);
  }
}
