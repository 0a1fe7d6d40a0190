package dev.millrace.controllog.strategy;

import dev.millrace.api.PartitionReport;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressReader;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.Subscription;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.controllog.migration.MigrationSteps;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.strategy.MigrationStrategy;
import dev.millrace.stream.strategy.StrategyCommand;
import dev.millrace.stream.strategy.StrategyDecision;
import dev.millrace.stream.strategy.StrategyObservation;
import dev.millrace.stream.strategy.StrategyPartition;
import dev.millrace.stream.strategy.StrategyRules;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries one migration by a {@link MigrationStrategy} from decision to decision. It may crash at
 * any step and another one go on from the journal. One thread.
 */
public final class StrategyDriver implements MigrationSteps {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Reports of a replica at rest come once a second. */
  private static final Duration HISTORY = Duration.ofSeconds(5);

  private final MigrationStrategy strategy;
  private final StrategyRules rules;
  private final String stage;
  private final ControlLog log;
  private final StrategySite site;
  private final Surroundings temporary;
  private final MigrationJournal journal;
  private final Clock clock;
  private final Map<Integer, StrategyWatch> watches = new TreeMap<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final ProgressReader reader;
  private MigrationState state;

  /**
   * Goes on with a migration.
   *
   * @param stage <code>PIPELINE.STAGE</code>
   * @param partitions of the stage's input
   * @param temporary what the strategy needs for the time of the migration
   * @param state from the journal, or {@link MigrationState#pending}
   */
  public StrategyDriver(
      MigrationStrategy strategy,
      StrategyRules rules,
      String stage,
      int partitions,
      ControlLog log,
      ProgressTopic progress,
      StrategySite site,
      Surroundings temporary,
      MigrationJournal journal,
      MigrationState state,
      Clock clock)
      throws ControlLogException, InterruptedException {
    this.strategy = strategy;
    this.rules = rules;
    this.stage = stage;
    this.log = log;
    this.site = site;
    this.temporary = temporary;
    this.journal = journal;
    this.state = state;
    this.clock = clock;
    log.readToEnd(TIMEOUT);
    for (int partition = 0; partition < partitions; partition++) {
      StrategyWatch watch = new StrategyWatch(partition, rules, ownership(partition), clock);
      watches.put(partition, watch);
      subscriptions.add(log.subscribe(stage, partition, watch));
    }
    this.reader = progress.read(HISTORY, this::reported);
  }

  private void reported(ProgressReport report) {
    StrategyWatch watch = watches.get(report.partition());
    if (watch != null && report.stage().equals(stage)) {
      watch.reported(report);
    }
  }

  @Override
  public MigrationState step() throws ControlLogException, InterruptedException {
    log.readToEnd(TIMEOUT);
    temporary.look();
    StrategyDecision decision = strategy.decide(state, observe(), clock.millis());
    if (!decision.state().equals(state)) {
      journal.save(decision.state());
      state = decision.state();
    }
    carryOut(decision.commands());
    return state;
  }

  @Override
  public MigrationState state() {
    return state;
  }

  /** How the partitions have changed hands so far. */
  public List<PartitionPassage> passages() {
    return watches.values().stream().map(StrategyWatch::passage).toList();
  }

  private StrategyObservation observe() throws ControlLogException {
    List<StrategyPartition> partitions = new ArrayList<>();
    boolean joined = true;
    for (var watch : watches.entrySet()) {
      Ownership ownership = ownership(watch.getKey());
      partitions.add(watch.getValue().observe(ownership, temporary.verdict(watch.getKey())));
      joined &= ownership.incarnation(rules.target()) != Ownership.NO_INCARNATION;
    }
    return new StrategyObservation(
        objection(partitions),
        journal.wishes().abort() || journal.wishes().rollBack(),
        joined,
        site.isSourceStopped(),
        site.isSourceGone(),
        site.isTargetGone(),
        temporary.isReady(),
        temporary.isGone(),
        partitions);
  }

  private String objection(List<StrategyPartition> partitions) {
    for (StrategyPartition at : partitions) {
      Ownership ownership = at.ownership();
      if (!rules.source().equals(ownership.owner())) {
        return "partition %d of %s belongs to %s, not to %s"
            .formatted(at.partition(), stage, ownership.owner(), rules.source());
      }
      if (ownership.pending() != null) {
        return "partition %d of %s is being handed over by migration %s"
            .formatted(at.partition(), stage, ownership.pending().migration());
      }
    }
    return site.objection();
  }

  private Ownership ownership(int partition) throws ControlLogException {
    return log.ownership(stage, partition).orElse(Ownership.NONE);
  }

  private void carryOut(List<StrategyCommand> commands)
      throws ControlLogException, InterruptedException {
    List<CompletableFuture<Long>> appended = new ArrayList<>();
    for (StrategyCommand command : commands) {
      switch (command) {
        case StrategyCommand.Append append -> appended.add(append(append.record()));
        case StrategyCommand.MakeTemporary make -> temporary.make();
        case StrategyCommand.RemoveTemporary remove -> temporary.remove();
        case StrategyCommand.DeployTarget deploy -> deploy();
        case StrategyCommand.DeployEmptyTarget deploy -> deployEmpty();
        case StrategyCommand.TellRouter tell -> temporary.tell(tell.partition(), tell.cause());
        case StrategyCommand.RemoveTarget remove -> site.removeTarget();
        case StrategyCommand.StopSource stop -> site.stopSource();
        case StrategyCommand.StartSource start -> site.startSource();
        case StrategyCommand.RemoveSource remove -> site.removeSource();
      }
    }
    for (CompletableFuture<Long> one : appended) {
      await(one);
    }
  }

  private void deploy() throws ControlLogException {
    Map<Integer, Long> from = new TreeMap<>();
    if (!hasHeardOfSource() && !site.isSourceStopped()) {
      // It says soon how far it is, and the target has to know where to read.
      return;
    }
    for (var watch : watches.entrySet()) {
      from.put(watch.getKey(), watch.getValue().inputFrom(ownership(watch.getKey())));
    }
    site.deployTarget(from);
  }

  private boolean hasHeardOfSource() {
    return watches.values().stream().allMatch(watch -> watch.sourceAt() != null);
  }

  /** Not before the last opening: what lies before that is nobody's concern any more. */
  private void deployEmpty() throws ControlLogException {
    Map<Integer, InputPosition> from = new TreeMap<>();
    for (var watch : watches.entrySet()) {
      InputPosition at = watch.getValue().sourceAt();
      if (at == null || at.sn() < ownership(watch.getKey()).openSn()) {
        return;
      }
      from.put(watch.getKey(), at);
    }
    site.deployEmptyTarget(from);
  }

  private CompletableFuture<Long> append(ControlRecord record) {
    return log.append(stage, record);
  }

  private void await(CompletableFuture<Long> appended)
      throws ControlLogException, InterruptedException {
    try {
      appended.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ControlLogException(
          "migration %s: a record may not have reached the control log: %s"
              .formatted(rules.name(), e.getMessage()),
          e);
    }
  }

  @Override
  public List<PartitionReport> reports() {
    return passages().stream().map(PartitionPassage::report).toList();
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
    reader.close();
    temporary.close();
  }
}
