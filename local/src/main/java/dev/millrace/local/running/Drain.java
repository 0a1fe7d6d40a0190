package dev.millrace.local.running;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits until every stage has consumed its input to the end, after everything that writes the first
 * inputs has stopped.
 */
final class Drain {
  /** Longer than a tick that was sent before the ticks were stopped takes to the topic. */
  private static final Duration SETTLE = Duration.ofMillis(500);

  private static final Duration PAUSE = Duration.ofMillis(50);

  /**
   * How it ended.
   *
   * @param consumed offset by partition up to which each stage has consumed its input, by stage
   * @param complete whether that was to the end, in time
   */
  record Result(Map<String, Map<Integer, Long>> consumed, boolean complete) {}

  private final List<RunningStage> stages;
  private final Map<String, Integer> partitions;
  private final InputEnds ends;

  /**
   * A drain of all stages.
   *
   * @param stages each after those whose output it reads
   * @param partitions number of partitions by topic
   */
  Drain(List<RunningStage> stages, Map<String, Integer> partitions, InputEnds ends) {
    this.stages = stages;
    this.partitions = partitions;
    this.ends = ends;
  }

  /** Stops the ticks and waits, as long as something moves at least once in {@code patience}. */
  Result await(Duration patience) throws InterruptedException {
    stages.forEach(RunningStage::stopTicks);
    long movedAt = System.nanoTime();
    Map<String, Map<Integer, Long>> before = Map.of();
    Map<String, Map<Integer, Long>> settled = null;
    while (true) {
      Map<String, Map<Integer, Long>> consumed = new HashMap<>();
      boolean complete = true;
      for (RunningStage stage : stages) {
        Map<Integer, Long> offsets = stage.acknowledgedTo();
        consumed.put(stage.name(), offsets);
        complete = complete && isAtEnd(stage, offsets);
      }
      if (complete && consumed.equals(settled)) {
        return new Result(consumed, true);
      }
      if (!consumed.equals(before)) {
        movedAt = System.nanoTime();
      } else if (System.nanoTime() - movedAt > patience.toNanos()) {
        return new Result(consumed, false);
      }
      before = consumed;
      settled = complete ? consumed : null;
      Thread.sleep(complete ? SETTLE : PAUSE);
    }
  }

  private boolean isAtEnd(RunningStage stage, Map<Integer, Long> offsets) {
    for (int partition = 0; partition < partitions.get(stage.input()); partition++) {
      Long offset = offsets.get(partition);
      if (offset == null || !ends.isAtEnd(stage.input(), partition, offset)) {
        return false;
      }
    }
    return true;
  }
}
