package dev.millrace.kafka;

import static dev.millrace.kafka.StagePair.EQUAL;
import static dev.millrace.kafka.StagePair.SPARSE;
import static dev.millrace.kafka.StagePair.WRONG_AT_ONCE;
import static dev.millrace.kafka.StagePair.WRONG_LATER;

import java.util.Map;

/**
 * What may go wrong in a run of the hand-over simulation.
 *
 * @param switches how many coordinators ask for
 * @param crashes of the replicas
 * @param late whether what a crash left behind may land after the successor has read the tails
 * @param fences how many coordinators write
 * @param strict whether the broker refuses senders that a later one has fenced
 * @param stages what the replicas compute
 * @param lease steps after which an owner that does not know the log's end stops sending, 0 if it
 *     goes on
 */
record Faults(
    int switches,
    int crashes,
    boolean late,
    int fences,
    boolean strict,
    StagePair stages,
    int lease) {
  /** The kinds of runs, by name; hack/simulate has them all. */
  static final Map<String, Faults> KINDS =
      Map.of(
          "planned", new Faults(4, 0, false, 0, false, EQUAL, 0),
          "tidy", new Faults(4, 5, false, 0, false, EQUAL, 0),
          "sparse", new Faults(30, 10, false, 0, false, SPARSE, 0),
          "crashes", new Faults(4, 5, true, 0, false, EQUAL, 0),
          "fences", new Faults(3, 4, true, 3, false, EQUAL, 0),
          "slow", new Faults(30, 0, false, 10, false, EQUAL, 0),
          "leases", new Faults(3, 4, true, 3, false, EQUAL, 100),
          "strict", new Faults(10, 8, true, 10, true, EQUAL, 0),
          "divergent", new Faults(4, 3, true, 0, false, WRONG_AT_ONCE, 0),
          "returns", new Faults(4, 3, false, 0, false, WRONG_LATER, 0));
}
