package dev.millrace.local.running;

import java.util.Map;

/** A stage that runs, whatever engine runs it. */
public interface RunningStage extends AutoCloseable {
  /** <code>PIPELINE.STAGE</code>. */
  String name();

  /** The pool it would run in on a cluster. */
  String pool();

  /** What runs it: {@code light} or {@code flink}. */
  String engine();

  /** The topic it reads. */
  String input();

  /** What can be seen of it now. */
  StageStatus status();

  /** No more ticks from now on, so that its input comes to an end. */
  void stopTicks();

  /**
   * The offset, by partition of the input, of the next record that it will process, of those
   * partitions of which everything that it has produced is acknowledged.
   */
  Map<Integer, Long> acknowledgedTo();

  /** Stops it gracefully. May be called more than once. */
  @Override
  void close();
}
