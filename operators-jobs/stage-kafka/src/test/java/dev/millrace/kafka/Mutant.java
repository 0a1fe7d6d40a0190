package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.stage.Output;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Each switches one repair of protocol.md (or of ADR 6) off. */
enum Mutant {
  /** Stories 1 and 2. */
  ENTRIES_ARE_NOT_IN_CHECKPOINTS(
      "crashes",
      new Repairs() {
        @Override
        SavedReplica checkpoint(SavedReplica saved, SimulatedTopics broker) {
          return withoutEntries(saved);
        }
      }),
  /** Stories 8 and 19: the snapshot ahead of the topic. */
  ENTRIES_ARE_NOT_IN_SNAPSHOTS(
      "fences",
      new Repairs() {
        @Override
        SavedReplica snapshot(SavedReplica saved) {
          return withoutEntries(saved);
        }
      }),
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
        OutputSession session(SimulatedTopics.Sender sender) {
          return new DelegatingSession(sender) {
            @Override
            public boolean fences() {
              return false;
            }

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
  /** Story 4. */
  A_SAVED_POSITION_IS_THE_END_OF_THE_TOPIC(
      "strict",
      new Repairs() {
        @Override
        SavedReplica checkpoint(SavedReplica saved, SimulatedTopics broker) {
          SortedMap<OutputPartition, Long> ends = new TreeMap<>();
          broker.logs.forEach((at, log) -> ends.put(at, (long) log.size()));
          ReplicaImage image = saved.image();
          return new SavedReplica(
              new ReplicaImage(
                  image.generation(),
                  image.stage(),
                  image.base(),
                  image.baseChain(),
                  image.baseDigest(),
                  image.entries(),
                  ends),
              saved.cells());
        }
      }),
  /** Story 5. */
  A_RESTARTED_SOURCE_FORGETS_THAT_IT_HAS_DRAINED(
      "crashes",
      new Repairs() {
        @Override
        boolean isHeededAtStart(String replica, ControlRecord record) {
          return !(record instanceof Drained);
        }
      }),
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
  /** Story 7. */
  A_CUT_MAY_LIE_BELOW_WHAT_WAS_SENT(
      "tidy",
      new Repairs() {
        @Override
        Tails tails(Tails tails) {
          return new DelegatingTails(tails) {
            @Override
            public long highestSn(int inputPartition, int generation) {
              return 0;
            }
          };
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
  /** Story 16. */
  ONE_TAIL_FOR_ALL_OUTPUT_PARTITIONS(
      "crashes",
      new Repairs() {
        @Override
        Tails tails(Tails tails) {
          return new DelegatingTails(tails) {
            @Override
            public boolean contains(
                OutputPartition at, int inputPartition, int generation, Output output) {
              return output.sn() <= highestSn(inputPartition, generation);
            }
          };
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
      }),
  /** Reports must be of the acknowledged frontier. */
  AN_OWNER_REPORTS_WHAT_IT_HAS_PROCESSED(
      "fences",
      new Repairs() {
        @Override
        long report(PartitionReplica owner) {
          return owner.sn();
        }
      });

  private final String kind;
  private final Repairs repairs;

  Mutant(String kind, Repairs repairs) {
    this.kind = kind;
    this.repairs = repairs;
  }

  /** The kind of runs that has to notice. */
  String kind() {
    return kind;
  }

  /** All repairs but one. */
  Repairs repairs() {
    return repairs;
  }

  private static SavedReplica withoutEntries(SavedReplica saved) {
    ReplicaImage image = saved.image();
    return new SavedReplica(
        new ReplicaImage(
            image.generation(),
            image.stage(),
            image.stage().sn(),
            image.stage().chainHash(),
            image.stage().stateDigest(),
            List.of(),
            image.positions()),
        saved.cells());
  }
}
