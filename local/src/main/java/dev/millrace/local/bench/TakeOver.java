package dev.millrace.local.bench;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.StandbyDriver;
import dev.millrace.kafka.StageReplica;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.Standby;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One standby, looked after as a local run does it, until it has taken over. */
final class TakeOver implements AutoCloseable {
  /** As in a local run. */
  static final long DETECTION_MILLIS = Standby.USUAL_DETECTION_MILLIS;

  private static final long STEP_MILLIS = 50;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Under load, and with the standby beside it, before the owner is killed. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final List<Integer> ALL = IntStream.range(0, Workload.PARTITIONS).boxed().toList();

  private final String standby;
  private final StageUnderTest stage;
  private final Replicas replicas;
  private final Arrivals arrivals;
  private final ControlLog log;
  private final ProgressTopic progress;
  private final StandbyDriver driver;

  private TakeOver(
      String standby,
      StageUnderTest stage,
      Replicas replicas,
      Arrivals arrivals,
      ControlLog log,
      ProgressTopic progress) {
    this.standby = standby;
    this.stage = stage;
    this.replicas = replicas;
    this.arrivals = arrivals;
    this.log = log;
    this.progress = progress;
    this.driver =
        new StandbyDriver(
            Standby.of(standby), stage.identityName(), Workload.PARTITIONS, log, progress);
  }

  /** Prepares to look after a standby of this name. */
  static TakeOver by(
      String standby, Bench bench, StageUnderTest stage, Replicas replicas, Arrivals arrivals)
      throws IOException, InterruptedException {
    String pipeline = stage.pipeline();
    return new TakeOver(
        standby,
        stage,
        replicas,
        arrivals,
        ControlLog.open(bench.kafka(), pipeline, standby + "-coordinator", TIMEOUT),
        ProgressTopic.open(bench.kafka(), pipeline, standby + "-coordinator", TIMEOUT));
  }

  /** What is waited for. */
  private interface Condition {
    boolean holds() throws ControlLogException;
  }

  /**
   * Starts the standby, kills the owner's process once the standby follows, and waits until every
   * partition has outputs again.
   *
   * @return for how long the partition that waited longest had none, in milliseconds
   */
  double from(String owner, Place to) throws IOException, InterruptedException {
    replicas.start(StageReplica.follower(standby, replicas.nextOffsets(owner)), to);
    until(standby + " follows", driver::isReady);
    long quietUntil = System.nanoTime() + QUIET_NANOS;
    until("some quiet", () -> System.nanoTime() - quietUntil >= 0 && driver.isReady());
    arrivals.forgetBefore(System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
    long killed = System.nanoTime();
    replicas.kill(owner);
    until(standby + " owns everything", this::ownsEverything);
    long owned = System.nanoTime();
    until("outputs of " + standby, () -> arrivals.haveAllSince(owned, ALL));
    Stretch during = new Stretch(killed, System.nanoTime());
    return IntStream.range(0, Workload.PARTITIONS)
        .mapToDouble(partition -> arrivals.longestGapMillis(partition, during).orElseThrow())
        .max()
        .orElseThrow();
  }

  private boolean ownsEverything() throws ControlLogException {
    boolean all = true;
    for (int partition = 0; partition < Workload.PARTITIONS; partition++) {
      Ownership known = log.ownership(stage.identityName(), partition).orElse(Ownership.NONE);
      all &= standby.equals(known.owner()) && known.pending() == null;
    }
    return all;
  }

  private void until(String what, Condition condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    driver.step();
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("not within " + PATIENCE + ": " + what);
      }
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      driver.step();
    }
  }

  @Override
  public void close() {
    driver.close();
    progress.close();
    log.close();
  }
}
