package dev.millrace.local.running;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.InputKeys;
import dev.millrace.controllog.migration.MigrationDriver;
import dev.millrace.controllog.migration.PartitionProof;
import dev.millrace.local.report.migration.PartitionMove;
import dev.millrace.stream.migration.MigrationRules;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.pipeline.TopicNode;
import java.util.List;

/**
 * The steps of a migration whose target follows and is compared.
 *
 * @param driver that is closed with them
 * @param source replica that owns the stage
 * @param target replica that is to own it
 */
record ParallelSteps(MigrationDriver driver, String source, String target)
    implements MigrationSteps {
  /** The steps that a request asks for, from a state on. */
  static ParallelSteps open(
      RequestedSteps asked, ControlLog log, ProgressTopic progress, MigrationState state)
      throws ControlLogException, InterruptedException {
    LocalSite site = asked.site();
    TopicNode input = site.stage().node().input();
    return new ParallelSteps(
        new MigrationDriver(
            MigrationRules.of(asked.name(), site.source(), site.target(), asked.spec()),
            site.stage().name(),
            input.partitions(),
            log,
            progress,
            site,
            asked.journal(),
            state,
            asked.clock(),
            new InputKeys(site.kafka(), input.name())),
        site.source(),
        site.target());
  }

  @Override
  public void step() throws ControlLogException, InterruptedException {
    driver.step();
  }

  @Override
  public List<PartitionMove> moves() {
    return driver.proofs().stream().map(this::move).toList();
  }

  private PartitionMove move(PartitionProof proof) {
    return new PartitionMove(
        source, target, proof.switchedAtMillis(), proof.openedAtMillis(), proof.report());
  }

  @Override
  public void close() {
    driver.close();
  }
}
