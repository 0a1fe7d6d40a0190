package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.stage.Output;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Mutants of what replicas save, find again and report. */
enum RestartMutant implements Mutant {
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
  /** ADR 6, finding 2: the cut. */
  A_CUT_MAY_LIE_BELOW_THE_LAST_OPENING(
      "sparse",
      new Repairs() {
        @Override
        Ownership knownAtStart(Ownership said) {
          return new Ownership(
              said.generation(),
              said.birthOffset(),
              said.owner(),
              0,
              said.incarnations(),
              said.pending());
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
  /** Reports must be of the acknowledged frontier. */
  AN_OWNER_REPORTS_WHAT_IT_HAS_PROCESSED(
      "fences",
      new Repairs() {
        @Override
        long report(PartitionReplica owner) {
          return owner.sn();
        }
      }),
  /** ADR 6, finding 1. */
  AN_OWNER_REPORTS_WHAT_A_RESTART_CANNOT_FIND(
      "sparse",
      new Repairs() {
        @Override
        long report(PartitionReplica owner) {
          return owner.image().base();
        }
      });

  private final String kind;
  private final Repairs repairs;

  RestartMutant(String kind, Repairs repairs) {
    this.kind = kind;
    this.repairs = repairs;
  }

  @Override
  public String flawOf(long seed) {
    return HandoverVerdict.flawOf(kind, seed, repairs);
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
