package dev.millrace.local.running;

import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.stream.pipeline.StageNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A stage with all its replicas, those that have been stopped too, as their work counts. */
public final class MovableStage implements RunningStage {
  private final StageNode node;
  private final List<StageInstance> instances = new CopyOnWriteArrayList<>();
  private volatile boolean ticksStopped;

  MovableStage(StageNode node) {
    this.node = node;
  }

  /** What the manifests say of it. */
  public StageNode node() {
    return node;
  }

  /** Takes in a replica that has been started. */
  public void add(StageInstance instance) {
    instances.add(instance);
    if (ticksStopped) {
      instance.stopTicks();
    }
  }

  /** The replicas that run. */
  public List<StageInstance> running() {
    return instances.stream().filter(instance -> !instance.isClosed()).toList();
  }

  /** The running replica of this name. */
  public Optional<StageInstance> running(String replica) {
    return running().stream().filter(one -> one.replica().equals(replica)).findFirst();
  }

  @Override
  public String name() {
    return node.id();
  }

  /** The replica that owns the most partitions; the first one before any is owned. */
  public StageInstance home() {
    List<StageInstance> running = running();
    // Of those that have been stopped, a later one may have taken over from an earlier one.
    return (running.isEmpty() ? instances.reversed() : running)
        .stream()
            .max(Comparator.comparingLong(MovableStage::owned))
            .orElseThrow(() -> new IllegalStateException(node.id() + " has no replica"));
  }

  private static long owned(StageInstance instance) {
    return instance.monitor().partitions().stream().filter(ReplicaMeter::isOwner).count();
  }

  /** The pool of a replica, also of one that has been stopped; its name if there was none. */
  String poolOf(String replica) {
    return instances.stream()
        .filter(instance -> instance.replica().equals(replica))
        .map(instance -> instance.placement().pool())
        .findFirst()
        .orElse(replica);
  }

  @Override
  public String pool() {
    return home().placement().pool();
  }

  @Override
  public String engine() {
    return home().placement().engine().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String input() {
    return node.input().name();
  }

  @Override
  public StageStatus status() {
    return new StageStatus(
        sum(ReplicaMeter::records),
        sum(ReplicaMeter::outputs),
        owners().mapToLong(ReplicaMeter::lag).sum(),
        owners()
            .mapToLong(ReplicaMeter::logTime)
            .filter(time -> time != Long.MIN_VALUE)
            .min()
            .orElse(0),
        sum(ReplicaMeter::late),
        sum(ReplicaMeter::deadLetters),
        instances.stream().mapToLong(instance -> instance.monitor().restarts()).sum(),
        instances.stream()
            .map(instance -> instance.monitor().lastError())
            .filter(error -> error != null)
            .reduce((earlier, later) -> later)
            .orElse(null));
  }

  private long sum(ToLongFunction<ReplicaMeter> figure) {
    return instances.stream().mapToLong(instance -> instance.monitor().sum(figure)).sum();
  }

  private Stream<ReplicaMeter> owners() {
    return IntStream.range(0, node.input().partitions())
        .mapToObj(this::owner)
        .flatMap(Optional::stream);
  }

  /** The meter of the partition's owner; empty while nobody is. */
  private Optional<ReplicaMeter> owner(int partition) {
    return running().stream()
        .map(instance -> instance.monitor().partition(partition))
        .filter(meter -> meter != null && meter.isOwner())
        .findFirst();
  }

  @Override
  public void stopTicks() {
    ticksStopped = true;
    running().forEach(StageInstance::stopTicks);
  }

  @Override
  public Map<Integer, Long> acknowledgedTo() {
    Map<Integer, Long> offsets = new HashMap<>();
    for (int partition = 0; partition < node.input().partitions(); partition++) {
      int number = partition;
      owner(partition)
          .ifPresent(
              meter -> {
                // The offset is read first: what the frontiers say later then covers it.
                long offset = meter.nextOffset();
                if (meter.frontier() == meter.acknowledgedFrontier()) {
                  offsets.put(number, offset);
                }
              });
    }
    return offsets;
  }

  @Override
  public void close() {
    running().forEach(StageInstance::close);
  }
}
