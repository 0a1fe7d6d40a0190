package dev.millrace.flink;

import dev.millrace.kafka.StageMonitor;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the tasks of a stage share with whoever runs the stage in the same JVM: the monitor, the
 * clock for ticks, and a way to the running attempt.
 *
 * <p>Flink makes its operators from bytes, so nothing can be handed to them; they find this by the
 * token among their parameters in a table of the JVM, the module's only static mutable state. On a
 * cluster nobody has put it there, and a TaskManager makes its own.
 */
final class StageAccess {
  private static final ConcurrentMap<String, StageAccess> BY_TOKEN = new ConcurrentHashMap<>();

  private final StageMonitor monitor;
  private final Clock clock;
  private final Set<StageOperator> running = ConcurrentHashMap.newKeySet();
  private volatile Runnable checkpoint = () -> {};
  private volatile boolean ticksStopped;
  private volatile boolean stopping;

  StageAccess(StageMonitor monitor, Clock clock) {
    this.monitor = monitor;
    this.clock = clock;
  }

  /** Makes it known under the token until {@link #withdraw}. */
  void publish(String token) {
    BY_TOKEN.put(token, this);
  }

  static void withdraw(String token) {
    BY_TOKEN.remove(token);
  }

  static StageAccess find(String token, String stage) {
    return BY_TOKEN.computeIfAbsent(
        token,
        missing -> {
          Clock clock = Clock.systemUTC();
          return new StageAccess(new StageMonitor(stage, clock), clock);
        });
  }

  StageMonitor monitor() {
    return monitor;
  }

  Clock clock() {
    return clock;
  }

  /** Sets what takes a checkpoint of the stage's job. */
  void onCheckpointRequest(Runnable trigger) {
    checkpoint = trigger;
  }

  /**
   * Asks for a checkpoint soon, where the job's coordinator is in this JVM; elsewhere the next one
   * comes when it is due.
   */
  void requestCheckpoint() {
    checkpoint.run();
  }

  void stopTicks() {
    ticksStopped = true;
  }

  boolean ticksStopped() {
    return ticksStopped;
  }

  /** The stage is about to stop; who stands still for a hand-over need not any more. */
  void stop() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  void started(StageOperator operator) {
    running.add(operator);
  }

  void ended(StageOperator operator) {
    running.remove(operator);
  }

  /** Fails one task, which takes the attempt's others with it; returns whether one was running. */
  boolean kill() {
    Optional<StageOperator> task = running.stream().findAny();
    task.ifPresent(StageOperator::kill);
    return task.isPresent();
  }
}
