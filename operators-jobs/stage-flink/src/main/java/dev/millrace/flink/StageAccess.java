package dev.millrace.flink;

import dev.millrace.kafka.StageMonitor;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the tasks of a stage share with whoever runs the stage: the monitor, the clock for ticks,
 * and a way to the running attempt.
 *
 * <p>Flink makes its operators from bytes, so nothing can be handed to them; they find this by the
 * token among their parameters in a table of the JVM, the module's only static mutable state. Where
 * nobody has put it there, the stage is run from another JVM: the tasks of a TaskManager then share
 * one of their own, and {@link StageCoordinator} is the way between the two.
 */
final class StageAccess {
  private static final ConcurrentMap<String, StageAccess> BY_TOKEN = new ConcurrentHashMap<>();

  private final StageMonitor monitor;
  private final Clock clock;
  private final boolean here;
  private final Set<StageTask> running = ConcurrentHashMap.newKeySet();
  private volatile Runnable checkpoint = () -> {};
  private volatile boolean ticksStopped;
  private volatile boolean stopping;
  private String token;

  /** Guarded by its entry in the table. */
  private int users;

  private StageAccess(StageMonitor monitor, Clock clock, boolean here) {
    this.monitor = monitor;
    this.clock = clock;
    this.here = here;
  }

  /** What a stage that is run in this JVM shares with its tasks. */
  StageAccess(StageMonitor monitor, Clock clock) {
    this(monitor, clock, true);
  }

  /** Makes it known under the token until {@link #withdraw}. */
  void publish(String under) {
    token = under;
    BY_TOKEN.put(under, this);
  }

  static void withdraw(String token) {
    BY_TOKEN.remove(token);
  }

  /** What is shared under a token; each call is followed by one of {@link #leave}. */
  static StageAccess enter(String token, String stage) {
    return BY_TOKEN.compute(
        token,
        (under, known) -> {
          StageAccess entered = known == null ? elsewhere(token, stage) : known;
          entered.users++;
          return entered;
        });
  }

  private static StageAccess elsewhere(String token, String stage) {
    Clock clock = Clock.systemUTC();
    StageAccess made = new StageAccess(new StageMonitor(stage, clock), clock, false);
    made.token = token;
    return made;
  }

  /** A task does not need it any more. */
  void leave() {
    BY_TOKEN.computeIfPresent(
        token,
        (under, known) -> {
          boolean last = known == this && --users == 0;
          return last && !here ? null : known;
        });
  }

  /** Whether a task in this JVM has entered. */
  static boolean isAnyEntered() {
    return !BY_TOKEN.isEmpty();
  }

  /** The partitions of all stages for which a task in this JVM is a member of the control log. */
  static SortedSet<Integer> joinedHere() {
    SortedSet<Integer> joined = new TreeSet<>();
    BY_TOKEN.values().forEach(one -> joined.addAll(one.monitor.joined()));
    return joined;
  }

  /** Whether the stage is run in this JVM. */
  boolean isHere() {
    return here;
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

  /** Asks for a checkpoint soon. Only where the stage {@link #isHere}. */
  void requestCheckpoint() {
    checkpoint.run();
  }

  void stopTicks() {
    ticksStopped = true;
    running.forEach(task -> task.tell(StageCommand.STOP_TICKS));
  }

  boolean ticksStopped() {
    return ticksStopped;
  }

  /** The stage is about to stop; who stands still for a hand-over need not any more. */
  void stop() {
    stopping = true;
    running.forEach(task -> task.tell(StageCommand.STOP));
  }

  boolean isStopping() {
    return stopping;
  }

  void started(StageTask task) {
    running.add(task);
    if (ticksStopped) {
      task.tell(StageCommand.STOP_TICKS);
    }
    if (stopping) {
      task.tell(StageCommand.STOP);
    }
  }

  void ended(StageTask task) {
    running.remove(task);
  }

  /** Fails one task, which takes the attempt's others with it; returns whether one was running. */
  boolean kill() {
    Optional<StageTask> task = running.stream().findAny();
    task.ifPresent(one -> one.tell(StageCommand.KILL));
    return task.isPresent();
  }
}
