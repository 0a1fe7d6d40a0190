package dev.millrace.local.running;

import dev.millrace.api.DurationText;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.PartitionReport;
import dev.millrace.api.VerificationSpec;
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
  /** How far the target may be behind to count as caught up, in serial numbers. */
  private static final long GREATEST_LAG = 1_000;

  private static final VerificationSpec BY_DEFAULT =
      new VerificationSpec(null, 1_000, "2s", VerificationSpec.Promotion.Automatic);

  /** The steps that a request asks for, from a state on. */
  static ParallelSteps open(
      RequestedSteps asked, ControlLog log, ProgressTopic progress, MigrationState state)
      throws ControlLogException, InterruptedException {
    LocalSite site = asked.site();
    TopicNode input = site.stage().node().input();
    return new ParallelSteps(
        new MigrationDriver(
            rules(asked.name(), asked.spec(), site),
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

  private static MigrationRules rules(String name, MigrationRequestSpec spec, LocalSite site) {
    VerificationSpec verification = spec.verification() == null ? BY_DEFAULT : spec.verification();
    boolean reportsOnly = verification.mode() == VerificationSpec.Mode.Report;
    return new MigrationRules(
        name,
        site.source(),
        site.target(),
        verification.minimumRecords(),
        DurationText.parse(verification.minimumDuration()).toMillis(),
        reportsOnly || verification.promotion() == VerificationSpec.Promotion.Manual,
        DurationText.parse(spec.keepSource()).toMillis(),
        DurationText.parse(spec.deadline()).toMillis(),
        GREATEST_LAG,
        reportsOnly);
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
    boolean opened = proof.openedAtMillis() > 0;
    return new PartitionMove(
        source,
        target,
        proof.switchedAtMillis(),
        proof.openedAtMillis(),
        new PartitionReport(
            proof.partition(),
            proof.recordsCompared(),
            proof.outputsCompared(),
            orNull(proof.firstCommonSn()),
            orNull(proof.lastCommonSn()),
            proof.mismatches(),
            orNull(proof.firstDifferentSn()),
            proof.differingKey(),
            opened ? proof.cut() : null,
            opened ? (double) (proof.openedAtMillis() - proof.switchedAtMillis()) : null,
            null,
            null,
            proof.opening(),
            null,
            null,
            null,
            proof.snapshotBytes(),
            null));
  }

  private static Long orNull(long sn) {
    return sn == 0 ? null : sn;
  }

  @Override
  public void close() {
    driver.close();
  }
}
