package dev.millrace.kafka;

import dev.millrace.stream.stage.StagePlan;
import java.util.List;
import java.util.Map;

/** What the two replicas of a run of the hand-over simulation compute. */
enum StagePair {
  EQUAL(SmallStage.plan(), SmallStage.plan()),
  /** Few serial numbers have outputs, so the topics do not tell how far an owner has come. */
  SPARSE(SmallStage.sparsePlan(), SmallStage.sparsePlan()),
  /** The second one is wrong from its first record on. */
  WRONG_AT_ONCE(SmallStage.plan(), SmallStage.divergentPlan(0)),
  /** The second one is wrong from the middle of the input on, and may be owner by then. */
  WRONG_LATER(SmallStage.plan(), SmallStage.divergentPlan(SmallStage.RECORDS / 2));

  private final StagePlan first;
  private final StagePlan second;
  private final Map<String, List<String>> writtenByFirst;
  private final Map<String, List<String>> writtenBySecond;

  StagePair(StagePlan first, StagePlan second) {
    this.first = first;
    this.second = second;
    this.writtenByFirst = undisturbed(first);
    this.writtenBySecond = undisturbed(second);
  }

  private static Map<String, List<String>> undisturbed(StagePlan plan) {
    return SimulatedPartition.undisturbed(plan, SmallStage.input()).first();
  }

  /** Of the replica that begins as owner. */
  StagePlan first() {
    return first;
  }

  /** Of the other one. */
  StagePlan second() {
    return second;
  }

  /** What the first one writes if nothing happens to it, by output partition. */
  Map<String, List<String>> writtenByFirst() {
    return writtenByFirst;
  }

  /** What the second one would write if it were alone. */
  Map<String, List<String>> writtenBySecond() {
    return writtenBySecond;
  }

  boolean isEqual() {
    return this == EQUAL || this == SPARSE;
  }
}
