package dev.millrace.controllog.migration;

import dev.millrace.api.PartitionReport;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.stream.migration.MigrationState;
import java.util.List;

/** A migration that goes on step by step, whatever its strategy is. One thread. */
public interface MigrationSteps extends AutoCloseable {
  /**
   * Observes, decides, keeps the decision in the journal, and does it.
   *
   * @return where the migration is then
   * @throws ControlLogException if a topic cannot be read or written; the next step tries again
   */
  MigrationState step() throws ControlLogException, InterruptedException;

  /** Where the migration is. */
  MigrationState state();

  /** What is known of each partition; of what is not compared or has not happened, null. */
  List<PartitionReport> reports();

  @Override
  void close();
}
