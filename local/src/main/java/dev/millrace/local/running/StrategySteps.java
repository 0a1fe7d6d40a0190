package dev.millrace.local.running;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.strategy.PartitionPassage;
import dev.millrace.controllog.strategy.StrategyDriver;
import dev.millrace.local.report.migration.PartitionMove;
import java.util.List;

/**
 * The steps of a migration that compares nothing on its way.
 *
 * @param driver that is closed with them
 * @param source replica that owns the stage
 * @param target replica that is to own it
 * @param release stops what may still run beside source and target
 */
record StrategySteps(StrategyDriver driver, String source, String target, Runnable release)
    implements MigrationSteps {
  @Override
  public void step() throws ControlLogException, InterruptedException {
    driver.step();
  }

  @Override
  public List<PartitionMove> moves() {
    return driver.passages().stream().map(passage -> move(passage, source, target)).toList();
  }

  /** A passage as the report has it; whatever was not compared or did not happen is null. */
  static PartitionMove move(PartitionPassage passage, String source, String target) {
    return new PartitionMove(
        source, target, passage.switchedAtMillis(), passage.resumedAtMillis(), passage.report());
  }

  @Override
  public void close() {
    driver.close();
    release.run();
  }
}
