package dev.millrace.local.check;

import dev.millrace.local.check.PartitionCourse.Birth;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Computes what a partition must write whose stage may have been born anew: an oracle for each. */
final class OracleSequence {
  private final Supplier<StageOracle> oracles;
  private final Deque<Birth> births;
  private final InputCounts before = new InputCounts();
  private StageOracle oracle;
  private int generation;

  /**
   * A partition before its first record.
   *
   * @param oracles makes one that has seen nothing
   * @param firstGeneration if the course does not say
   */
  OracleSequence(Supplier<StageOracle> oracles, PartitionCourse course, int firstGeneration) {
    this.oracles = oracles;
    this.births = new ArrayDeque<>(course.births());
    this.oracle = oracles.get();
    // Its offset does not matter: a stage is born at the oldest record.
    this.generation = births.isEmpty() ? firstGeneration : births.poll().generation();
  }

  /** What the next record of the log causes, in order. */
  List<Expected> process(LogRecord record) {
    while (!births.isEmpty() && record.offset() >= births.peek().offset()) {
      generation = births.poll().generation();
      before.add(oracle.counts());
      oracle = oracles.get();
    }
    return oracle.process(record);
  }

  /** The generation of what the last record has caused. */
  int generation() {
    return generation;
  }

  /** What all records were. */
  InputCounts counts() {
    InputCounts all = new InputCounts();
    all.add(before);
    all.add(oracle.counts());
    return all;
  }
}
