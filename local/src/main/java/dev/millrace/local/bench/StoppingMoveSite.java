package dev.millrace.local.bench;

import dev.millrace.controllog.strategy.InputPosition;
import dev.millrace.controllog.strategy.StrategySite;
import dev.millrace.kafka.StageReplica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** A {@link MoveSite} whose source can also be stopped, and started again where it was. */
public final class StoppingMoveSite implements StrategySite {
  private final Replicas replicas;
  private final MoveSite site;
  private final String source;
  private final String target;
  private final Place from;
  private final Place to;
  private StageReplica stopped;
  private boolean removed;

  /** Something that waits for a process. */
  interface Act {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Source and target of a migration.
   *
   * @param source that runs
   * @param target that may run already
   * @param to where the target runs, or is to run
   */
  public StoppingMoveSite(Replicas replicas, String source, String target, Place to) {
    this.replicas = replicas;
    this.site = new MoveSite(replicas, source, target, to);
    this.source = source;
    this.target = target;
    this.from = replicas.placeOf(source);
    this.to = to;
  }

  static void act(Act act) {
    try {
      act.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a replica was started or stopped", e);
    }
  }

  @Override
  public String objection() {
    return null;
  }

  @Override
  public void deployTarget(Map<Integer, Long> inputFrom) {
    site.deployTarget(inputFrom);
  }

  @Override
  public void deployEmptyTarget(Map<Integer, InputPosition> begins) {
    if (!replicas.isRunning(target)) {
      Map<Integer, Long> offsets = new TreeMap<>();
      Map<Integer, Long> sns = new TreeMap<>();
      begins.forEach(
          (partition, at) -> {
            offsets.put(partition, at.offset());
            sns.put(partition, at.sn());
          });
      act(() -> replicas.start(StageReplica.empty(target, offsets, sns), to));
    }
  }

  @Override
  public void removeTarget() {
    if (replicas.isRunning(target)) {
      site.removeTarget();
    }
  }

  @Override
  public void stopSource() {
    if (replicas.isRunning(source)) {
      act(() -> stopped = replicas.stop(source));
    }
  }

  @Override
  public boolean isSourceStopped() {
    return !replicas.isRunning(source);
  }

  @Override
  public void startSource() {
    if (isSourceStopped()) {
      act(() -> replicas.start(stopped, from));
    }
  }

  @Override
  public void removeSource() {
    if (!removed) {
      site.removeSource();
      removed = true;
    }
  }

  @Override
  public boolean isTargetDeployed() {
    return site.isTargetDeployed();
  }

  @Override
  public boolean isTargetGone() {
    return site.isTargetGone();
  }

  @Override
  public boolean isSourceGone() {
    return removed;
  }
}
