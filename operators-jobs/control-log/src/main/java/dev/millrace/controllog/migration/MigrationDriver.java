package dev.millrace.controllog.migration;

import dev.millrace.api.PartitionReport;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressReader;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.Subscription;
import dev.millrace.stream.handover.ControlRecord.SnapshotRequested;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.Coordinator;
import dev.millrace.stream.migration.MigrationCommand;
import dev.millrace.stream.migration.MigrationDecision;
import dev.millrace.stream.migration.MigrationObservation;
import dev.millrace.stream.migration.MigrationRules;
import dev.millrace.stream.migration.MigrationState;
import dev.millrace.stream.migration.PartitionObservation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Carries one migration from decision to decision. It may crash at any step and another one go on
 * from the journal; any number may drive the same migration. One thread.
 */
public final class MigrationDriver implements MigrationSteps {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Reports of a replica at rest come once a second. */
  private static final Duration HISTORY = Duration.ofSeconds(5);

  private final MigrationRules rules;
  private final String stage;
  private final ControlLog log;
  private final MigrationSite site;
  private final MigrationJournal journal;
  private final Clock clock;
  private final Coordinator coordinator;
  private final SnapshotRequests requests = new SnapshotRequests();
  private final Map<Integer, PartitionWatch> watches = new TreeMap<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final ProgressReader reader;
  private final MigrationRecords records;
  private final DifferenceSeeker differences;
  private MigrationState state;

  /**
   * Goes on with a migration.
   *
   * @param stage <code>PIPELINE.STAGE</code>
   * @param partitions of the stage's input
   * @param state from the journal, or {@link MigrationState#pending}
   */
  public MigrationDriver(
      MigrationRules rules,
      String stage,
      int partitions,
      ControlLog log,
      ProgressTopic progress,
      MigrationSite site,
      MigrationJournal journal,
      MigrationState state,
      Clock clock)
      throws ControlLogException, InterruptedException {
    this(rules, stage, partitions, log, progress, site, journal, state, clock, RecordKeys.UNKNOWN);
  }

  /**
   * Goes on with a migration.
   *
   * @param stage <code>PIPELINE.STAGE</code>
   * @param partitions of the stage's input
   * @param state from the journal, or {@link MigrationState#pending}
   * @param keys of the stage's input, so that a record that differs can be named
   */
  public MigrationDriver(
      MigrationRules rules,
      String stage,
      int partitions,
      ControlLog log,
      ProgressTopic progress,
      MigrationSite site,
      MigrationJournal journal,
      MigrationState state,
      Clock clock,
      RecordKeys keys)
      throws ControlLogException, InterruptedException {
    this.rules = rules;
    this.stage = stage;
    this.log = log;
    this.site = site;
    this.journal = journal;
    this.state = state;
    this.clock = clock;
    this.coordinator = new Coordinator(rules);
    this.records = new MigrationRecords(log, stage, rules.name());
    this.differences = new DifferenceSeeker(watches, records, rules.name(), keys);
    log.readToEnd(TIMEOUT);
    for (int partition = 0; partition < partitions; partition++) {
      PartitionWatch watch =
          new PartitionWatch(
              partition, rules.source(), rules.target(), ownership(partition), clock);
      watches.put(partition, watch);
      subscriptions.add(log.subscribe(stage, partition, watch));
    }
    this.reader = progress.read(HISTORY, this::reported);
  }

  private void reported(ProgressReport report) {
    PartitionWatch watch = watches.get(report.partition());
    if (watch != null && report.stage().equals(stage)) {
      watch.reported(report);
    }
  }

  @Override
  public MigrationState step() throws ControlLogException, InterruptedException {
    log.readToEnd(TIMEOUT);
    MigrationDecision decision = coordinator.decide(state, observe(), clock.millis());
    if (!decision.state().equals(state)) {
      journal.save(decision.state());
      state = decision.state();
    }
    carryOut(decision.commands());
    differences.seek();
    return state;
  }

  @Override
  public MigrationState state() {
    return state;
  }

  /**
   * What one of the replicas cannot do at present, for people who watch; null if there is nothing.
   */
  public String trouble() {
    return watches.values().stream()
        .map(PartitionWatch::trouble)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** By how many records the target is known to be behind, in the partition where it is most. */
  public long lag() {
    return watches.values().stream().mapToLong(PartitionWatch::lag).max().orElse(0);
  }

  /** What has been compared so far, and how the partitions changed hands. */
  public List<PartitionProof> proofs() {
    return watches.values().stream().map(PartitionWatch::proof).toList();
  }

  private MigrationObservation observe() throws ControlLogException {
    List<PartitionObservation> partitions = new ArrayList<>();
    long nowNanos = System.nanoTime();
    boolean ready = site.isTargetDeployed();
    for (var watch : watches.entrySet()) {
      Ownership ownership = ownership(watch.getKey());
      partitions.add(watch.getValue().observe(ownership, nowNanos));
      ready &= ownership.incarnation(rules.target()) != Ownership.NO_INCARNATION;
    }
    MigrationJournal.Wishes wishes = journal.wishes();
    return new MigrationObservation(
        objection(partitions),
        ready,
        site.isTargetGone(),
        site.isSourceGone(),
        wishes.promote(),
        wishes.abort(),
        wishes.rollBack(),
        partitions);
  }

  private String objection(List<PartitionObservation> partitions) {
    if (rules.source().equals(rules.target())) {
      return "%s runs as %s already".formatted(stage, rules.source());
    }
    for (PartitionObservation at : partitions) {
      if (at.ownership().owner() == null) {
        return "%s has never run: the control log does not know its partition %d"
            .formatted(stage, at.partition());
      }
      if (!rules.source().equals(at.ownership().owner())) {
        return "partition %d of %s belongs to %s, not to %s"
            .formatted(at.partition(), stage, at.ownership().owner(), rules.source());
      }
      if (at.ownership().pending() != null) {
        return "partition %d of %s is being handed over by migration %s"
            .formatted(at.partition(), stage, at.ownership().pending().migration());
      }
    }
    return site.objection();
  }

  private Ownership ownership(int partition) throws ControlLogException {
    return log.ownership(stage, partition).orElse(Ownership.NONE);
  }

  private void carryOut(List<MigrationCommand> commands)
      throws ControlLogException, InterruptedException {
    List<CompletableFuture<Long>> appended = new ArrayList<>();
    for (MigrationCommand command : commands) {
      switch (command) {
        case MigrationCommand.DeployTarget deploy -> deploy();
        case MigrationCommand.RequestSnapshot request ->
            request(request.partition(), request.to(), appended);
        case MigrationCommand.Append append -> appended.add(records.append(append.record()));
        case MigrationCommand.RemoveTarget remove -> site.removeTarget();
        case MigrationCommand.RemoveSource remove -> site.removeSource();
      }
    }
    for (CompletableFuture<Long> one : appended) {
      records.await(one);
    }
  }

  /** Waits for a first report of every partition, as the target has to know where to read. */
  private void deploy() {
    Map<Integer, Long> from = new TreeMap<>();
    watches.forEach((partition, watch) -> from.put(partition, watch.sourceOffset()));
    if (from.values().stream().allMatch(offset -> offset >= 0)) {
      site.deployTarget(from);
    }
  }

  private void request(int partition, String to, List<CompletableFuture<Long>> appended)
      throws ControlLogException {
    boolean trouble = watches.get(partition).trouble() != null;
    long now = System.nanoTime();
    if (requests.isDue(partition, ownership(partition), to, trouble, now)) {
      CompletableFuture<Long> asked =
          records.append(new SnapshotRequested(partition, rules.name(), to));
      appended.add(asked.thenApply(offset -> noted(partition, offset, now)));
    }
  }

  private synchronized long noted(int partition, long offset, long now) {
    requests.made(partition, offset, now);
    return offset;
  }

  @Override
  public List<PartitionReport> reports() {
    return proofs().stream().map(PartitionProof::report).toList();
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
    reader.close();
  }
}
