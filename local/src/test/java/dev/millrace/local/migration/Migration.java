package dev.millrace.local.migration;

import dev.millrace.api.MigrationPhase;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.InputKeys;
import dev.millrace.controllog.migration.MigrationDriver;
import dev.millrace.controllog.migration.MigrationJournal.Wishes;
import dev.millrace.controllog.migration.MigrationSite;
import dev.millrace.controllog.migration.PartitionProof;
import dev.millrace.local.harness.Load;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.migration.MigrationRules;
import dev.millrace.stream.migration.MigrationState;
import java.time.Duration;
import java.util.List;

/** One migration of the scenario's stage, and the coordinator that drives it at present. */
final class Migration implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(90).toNanos();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Scenario scenario;
  private final String stage;
  private final MigrationRules rules;
  private final MigrationSite site;
  private final ShiftedClock clock = new ShiftedClock();
  private final Journal journal = new Journal(MigrationState.pending(clock.millis()));
  private ControlLog log;
  private ProgressTopic progress;
  private MigrationDriver driver;
  private MigrationPhase phase = MigrationPhase.Pending;
  private int stepsInPhase;

  Migration(Scenario scenario, Place to) {
    this(scenario, to, "test." + Load.STAGE);
  }

  /** Of a stage of another name. */
  Migration(Scenario scenario, Place to, String stage) {
    this(scenario, stage, scenario.newReplica(), to);
  }

  private Migration(Scenario scenario, String stage, String target, Place to) {
    this(
        scenario,
        stage,
        rules(scenario.owner(), target),
        scenario.site().of(scenario.owner(), target, to));
  }

  Migration(Scenario scenario, MigrationRules rules, MigrationSite site) {
    this(scenario, "test." + Load.STAGE, rules, site);
  }

  private Migration(Scenario scenario, String stage, MigrationRules rules, MigrationSite site) {
    this.scenario = scenario;
    this.stage = stage;
    this.rules = rules;
    this.site = site;
  }

  /** As this one, which has not begun; the source is kept for so long. */
  Migration keepingSource(long millis) {
    return with(rules.manual(), millis, rules.greatestLag());
  }

  /** As this one, which has not begun; nobody ever promotes it. */
  Migration manual() {
    return with(true, rules.keepSourceMillis(), rules.greatestLag());
  }

  /** As this one, which has not begun; the target has to be nearer to the source. */
  Migration behindAtMost(long records) {
    return with(rules.manual(), rules.keepSourceMillis(), records);
  }

  private Migration with(boolean manual, long keepSourceMillis, long greatestLag) {
    return new Migration(
        scenario,
        stage,
        new MigrationRules(
            rules.name(),
            rules.source(),
            rules.target(),
            rules.minimumRecords(),
            rules.minimumMillis(),
            manual,
            keepSourceMillis,
            rules.deadlineMillis(),
            greatestLag),
        site);
  }

  static MigrationRules rules(String source, String target) {
    return new MigrationRules(
        "to-" + target, source, target, 100, 50, false, 150, DEADLINE.toMillis(), 200);
  }

  MigrationRules rules() {
    return rules;
  }

  /**
   * One step of whatever coordinator there is; a broker that does not answer is no reason to end.
   */
  MigrationState step() throws Exception {
    try {
      if (driver == null) {
        open();
      }
      driver.step();
    } catch (ControlLogException e) {
      // Nothing is lost, and the next step tries again.
      scenario.load(1);
    } catch (Journal.CoordinatorKilledException e) {
      killCoordinator();
    }
    MigrationPhase now = journal.saved().phase();
    stepsInPhase = now == phase ? stepsInPhase + 1 : 0;
    phase = now;
    return journal.saved();
  }

  private void open() throws Exception {
    log = ControlLog.open(scenario.kafka(), "test", "driver", TIMEOUT);
    progress = ProgressTopic.open(scenario.kafka(), "test", "driver", TIMEOUT);
    driver =
        new MigrationDriver(
            rules,
            stage,
            Scenario.PARTITIONS,
            log,
            progress,
            site,
            journal,
            journal.saved(),
            clock,
            new InputKeys(scenario.kafka(), Load.INPUT));
  }

  /** Steps under load until the migration has ended. */
  MigrationState run() throws Exception {
    long start = System.nanoTime();
    while (!step().isOver()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("does not end: " + this);
      }
      scenario.load(5);
    }
    return journal.saved();
  }

  /** Steps under load until the migration is there, or has ended. */
  MigrationState runTo(MigrationPhase wanted) throws Exception {
    while (!state().isOver() && state().phase() != wanted) {
      step();
      scenario.load(5);
    }
    return state();
  }

  @Override
  public String toString() {
    return state() + (driver == null ? "" : " " + driver.proofs());
  }

  MigrationState state() {
    return journal.saved();
  }

  int stepsInPhase() {
    return stepsInPhase;
  }

  /** What a replica has said it cannot do, in its last report about any partition; or null. */
  String trouble() {
    return driver.trouble();
  }

  /** How many records the target is known to be behind, in the partition where it is most. */
  long lag() {
    return driver.lag();
  }

  List<PartitionProof> proofs() {
    return driver.proofs();
  }

  void wish(Wishes wishes) {
    journal.wish(wishes);
  }

  void passDeadline() {
    clock.forward(DEADLINE);
  }

  void dieAtNextSave(boolean before) {
    journal.dieAtNextSave(before);
  }

  /** The coordinator is gone, and with it all that was not in the status. */
  void killCoordinator() {
    close();
  }

  @Override
  public void close() {
    if (driver != null) {
      driver.close();
      driver = null;
    }
    if (progress != null) {
      progress.close();
      progress = null;
    }
    if (log != null) {
      log.close();
      log = null;
    }
  }
}
