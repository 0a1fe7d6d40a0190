package dev.millrace.kafka;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What can be seen of a running stage from outside, whatever engine runs it: figures of each
 * partition, restarts, the last error, checkpoints. Thread-safe.
 */
public final class StageMonitor {
  private final String stage;
  private final Clock clock;
  private final ConcurrentSkipListMap<Integer, ReplicaMeter> partitions =
      new ConcurrentSkipListMap<>();
  private final ConcurrentMap<Integer, Object> memberships = new ConcurrentHashMap<>();
  private final AtomicLong restarts = new AtomicLong();
  private final AtomicLong checkpoints = new AtomicLong();
  private final AtomicLong failedCheckpoints = new AtomicLong();
  private volatile long checkpointMillis;
  private volatile long checkpointBytes;
  private volatile String lastError;

  /** A monitor of a stage that has not started. */
  public StageMonitor(String stage, Clock clock) {
    this.stage = stage;
    this.clock = clock;
    this.checkpointMillis = clock.millis();
  }

  /** Puts the meter of a new attempt at the partition in place of the last one's. */
  public void attach(int partition, ReplicaMeter meter) {
    partitions.put(partition, meter);
  }

  /**
   * Notes that an attempt has joined the control log for these partitions.
   *
   * @param attempt whichever object stands for it
   */
  public void joined(Object attempt, Collection<Integer> of) {
    of.forEach(partition -> memberships.put(partition, attempt));
  }

  /** Notes that an attempt has ended, and with it what it has {@link #joined}. */
  public void left(Object attempt) {
    memberships.values().removeIf(member -> member == attempt);
  }

  /** The partitions for which an attempt is a member of the control log now. */
  public SortedSet<Integer> joined() {
    return new TreeSet<>(memberships.keySet());
  }

  /** Notes that an attempt has failed and another one begins. */
  public void restarted(Throwable cause) {
    restarts.incrementAndGet();
    lastError = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
  }

  /** Notes a checkpoint (or snapshot) that has been completed. */
  public void checkpointed(long bytes) {
    checkpoints.incrementAndGet();
    checkpointMillis = clock.millis();
    checkpointBytes = bytes;
  }

  /** Notes a checkpoint (or snapshot) that could not be taken; the stage goes on. */
  public void checkpointFailed(String reason) {
    failedCheckpoints.incrementAndGet();
    lastError = reason;
  }

  /** <code>PIPELINE.STAGE</code>. */
  public String stage() {
    return stage;
  }

  /** Meters of the partitions, in the order of partitions. */
  public Collection<ReplicaMeter> partitions() {
    return partitions.values();
  }

  /** Hands every partition that has started to {@code action}, in the order of partitions. */
  public void forEachPartition(BiConsumer<Integer, ReplicaMeter> action) {
    partitions.forEach(action);
  }

  /** The meter of one partition, or null if it has not started. */
  public ReplicaMeter partition(int partition) {
    return partitions.get(partition);
  }

  /** Number of attempts that failed. */
  public long restarts() {
    return restarts.get();
  }

  /** What went wrong last, or null. */
  public String lastError() {
    return lastError;
  }

  /** Checkpoints completed. */
  public long checkpoints() {
    return checkpoints.get();
  }

  /** Checkpoints that failed. */
  public long failedCheckpoints() {
    return failedCheckpoints.get();
  }

  /** Age of the last checkpoint, or of the stage before the first one. */
  public long checkpointAgeMillis() {
    return Math.max(0, clock.millis() - checkpointMillis);
  }

  /** Size of the last checkpoint. */
  public long checkpointBytes() {
    return checkpointBytes;
  }

  /** Sum of a figure over all partitions. */
  public long sum(ToLongFunction<ReplicaMeter> figure) {
    return partitions.values().stream().mapToLong(figure).sum();
  }

  /** Registers the meters {@code millrace.stage.*}, tagged with stage and replica. */
  public void bindTo(MeterRegistry registry, String replica) {
    Tags tags = Tags.of("stage", stage, "replica", replica);
    count(registry, tags, "records", m -> m.sum(ReplicaMeter::records));
    count(registry, tags, "outputs", m -> m.sum(ReplicaMeter::outputs));
    count(registry, tags, "late", m -> m.sum(ReplicaMeter::late));
    count(registry, tags, "dead.letters", m -> m.sum(ReplicaMeter::deadLetters));
    count(registry, tags, "repeats", m -> m.sum(ReplicaMeter::repeats));
    count(registry, tags, "ticks", m -> m.sum(ReplicaMeter::ticks));
    count(registry, tags, "restarts", StageMonitor::restarts);
    count(registry, tags, "checkpoints", StageMonitor::checkpoints);
    count(registry, tags, "checkpoints.failed", StageMonitor::failedCheckpoints);
    gauge(registry, tags, "lag", m -> m.sum(ReplicaMeter::lag));
    gauge(registry, tags, "cells", m -> m.sum(ReplicaMeter::cells));
    gauge(registry, tags, "frontier", m -> m.sum(ReplicaMeter::frontier));
    gauge(registry, tags, "frontier.acknowledged", m -> m.sum(ReplicaMeter::acknowledgedFrontier));
    gauge(registry, tags, "log.time.millis", StageMonitor::logTime);
    gauge(registry, tags, "checkpoint.age.millis", StageMonitor::checkpointAgeMillis);
    gauge(registry, tags, "checkpoint.bytes", StageMonitor::checkpointBytes);
  }

  /** The log time of the partition that is furthest behind, of those that have one; else 0. */
  public long logTime() {
    return partitions.values().stream()
        .mapToLong(ReplicaMeter::logTime)
        .filter(time -> time != Long.MIN_VALUE)
        .min()
        .orElse(0);
  }

  private void count(
      MeterRegistry registry, Tags tags, String name, ToDoubleFunction<StageMonitor> figure) {
    FunctionCounter.builder("millrace.stage." + name, this, figure).tags(tags).register(registry);
  }

  private void gauge(
      MeterRegistry registry, Tags tags, String name, ToDoubleFunction<StageMonitor> figure) {
    Gauge.builder("millrace.stage." + name, this, figure).tags(tags).register(registry);
  }
}
