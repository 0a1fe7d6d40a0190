package dev.millrace.local.running;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.local.report.migration.PartitionMove;
import java.util.List;

/** A migration that goes on step by step, whatever its strategy is. One thread. */
interface MigrationSteps extends AutoCloseable {
  /**
   * Observes, decides, keeps the decision in the journal, and does it.
   *
   * @throws ControlLogException if a topic cannot be read or written; the next step tries again
   */
  void step() throws ControlLogException, InterruptedException;

  /** How the partitions have changed hands so far, without the gaps between their outputs. */
  List<PartitionMove> moves();

  @Override
  void close();
}
