package dev.millrace.controllog.migration;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressReader;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.stream.handover.ControlRecord.SnapshotRequested;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.MigrationCommand;
import dev.millrace.stream.migration.Standby;
import dev.millrace.stream.migration.StandbyObservation;
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
 * Keeps a hot standby of a stage following, and gives it the partitions of an owner that is lost.
 * Keeps nothing itself: it may be killed at any time, and there may be more than one. One thread.
 */
public final class StandbyDriver implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration HISTORY = Duration.ofSeconds(5);

  private final Standby standby;
  private final String stage;
  private final int partitions;
  private final ControlLog log;
  private final HeardReports heard = new HeardReports();
  private final SnapshotRequests requests = new SnapshotRequests();
  private final ProgressReader reader;
  private boolean ready;
  private final long beganNanos = System.nanoTime();

  /**
   * Begins to look after a standby.
   *
   * @param stage <code>PIPELINE.STAGE</code>
   * @param partitions of the stage's input
   */
  public StandbyDriver(
      Standby standby, String stage, int partitions, ControlLog log, ProgressTopic progress) {
    this.standby = standby;
    this.stage = stage;
    this.partitions = partitions;
    this.log = log;
    this.reader = progress.read(HISTORY, this::reported);
  }

  private void reported(ProgressReport report) {
    if (report.stage().equals(stage)) {
      heard.take(report, System.nanoTime());
    }
  }

  /**
   * Observes, decides, and does what follows.
   *
   * @throws ControlLogException if the log cannot be read or written; the next step tries again
   */
  public void step() throws ControlLogException, InterruptedException {
    log.readToEnd(TIMEOUT);
    long now = System.nanoTime();
    List<StandbyObservation> seen = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      seen.add(observe(partition, now));
    }
    ready = seen.stream().allMatch(standby::isAble);
    // All at once: whoever takes over begins with the first that it reads.
    List<CompletableFuture<Long>> appended = new ArrayList<>();
    for (MigrationCommand command : standby.decide(seen)) {
      switch (command) {
        case MigrationCommand.Append append -> appended.add(log.append(stage, append.record()));
        case MigrationCommand.RequestSnapshot request -> request(request.partition(), now);
        default -> throw new IllegalStateException("a standby has no " + command);
      }
    }
    for (CompletableFuture<Long> one : appended) {
      await(one);
    }
  }

  /** Whether the standby followed in every partition at the last step, and had been heard of. */
  public boolean isReady() {
    return ready;
  }

  /**
   * By partition, an offset from which on a standby that starts now needs the input; empty as long
   * as the owners have not spoken.
   */
  public Map<Integer, Long> inputFrom() throws ControlLogException {
    Map<Integer, Long> from = new TreeMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ProgressReport last = heard.last(partition, String.valueOf(ownership(partition).owner()));
      if (last == null) {
        return Map.of();
      }
      from.put(partition, last.nextOffset());
    }
    return from;
  }

  private StandbyObservation observe(int partition, long now) throws ControlLogException {
    Ownership ownership = ownership(partition);
    ProgressReport of = heard.last(partition, standby.replica());
    boolean loaded =
        of != null
            && of.incarnation() == ownership.incarnation(standby.replica())
            && of.trouble() == null
            && !of.cuts().isEmpty();
    return new StandbyObservation(
        partition,
        ownership,
        silentMillis(partition, String.valueOf(ownership.owner()), now),
        silentMillis(partition, standby.replica(), now),
        listeningMillis(now),
        loaded);
  }

  /** Who has never been heard may have spoken before this driver began. */
  private long silentMillis(int partition, String replica, long now) {
    return Math.min(heard.silentMillis(partition, replica, now), listeningMillis(now));
  }

  private long listeningMillis(long now) {
    return TimeUnit.NANOSECONDS.toMillis(now - beganNanos);
  }

  private Ownership ownership(int partition) throws ControlLogException {
    return log.ownership(stage, partition).orElse(Ownership.NONE);
  }

  private void request(int partition, long now) throws ControlLogException, InterruptedException {
    ProgressReport of = heard.last(partition, standby.replica());
    boolean trouble = of != null && of.trouble() != null;
    Ownership ownership = ownership(partition);
    boolean joined = ownership.incarnation(standby.replica()) != Ownership.NO_INCARNATION;
    if (joined && requests.isDue(partition, ownership, standby.replica(), trouble, now)) {
      long offset =
          await(
              log.append(
                  stage, new SnapshotRequested(partition, standby.name(), standby.replica())));
      requests.made(partition, offset, now);
    }
  }

  private long await(CompletableFuture<Long> appended)
      throws ControlLogException, InterruptedException {
    try {
      return appended.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ControlLogException(
          "standby %s: a record may not have reached the control log: %s"
              .formatted(standby.name(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
