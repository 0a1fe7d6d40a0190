package dev.millrace.local.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Under which circumstances a stage is moved.
 *
 * @param name of the measurement
 * @param keys with state
 * @param filled number of partitions that have had records, the first ones
 * @param busy number of partitions that get records all the time, the first ones
 * @param jvmOptions of the processes with replicas
 * @param quiet time before each move
 * @param parallel how it is moved while it runs
 * @param quickRounds in the quick form
 * @param fullRounds in the full form
 * @param restarts whether the strategies that stand still are measured beside
 * @param bars of the strategies that keep the stage running
 */
record MoveCase(
    String name,
    int keys,
    int filled,
    int busy,
    List<String> jvmOptions,
    Duration quiet,
    ParallelMove parallel,
    int quickRounds,
    int fullRounds,
    boolean restarts,
    List<Bar> bars) {
  private static final int LARGE_KEYS = 1_000_000;
  private static final List<Bar> GAPS =
      List.of(Bar.atMost(MoveFigures.GAP_MEDIAN, 15), Bar.atMost(MoveFigures.GAP_HIGH, 100));
  private static final List<Bar> ALL =
      List.of(
          GAPS.get(0),
          GAPS.get(1),
          Bar.atMost(MoveFigures.PARKED, 1_500),
          Bar.atMost(MoveFigures.STARTED, 3_000));
  private static final List<Bar> LARGE =
      List.of(Bar.atMost(MoveFigures.GAP_HIGH, 100), Bar.atMost(MoveFigures.PAUSE, 50));

  /** The usual one, beside the strategies that stand still. */
  static MoveCase usual() {
    return new MoveCase(
        "parallel",
        10_000,
        Workload.PARTITIONS,
        Workload.PARTITIONS,
        JvmOptions.withHeap("1g"),
        Duration.ofSeconds(2),
        ParallelMove.hurried(),
        4,
        20,
        true,
        ALL);
  }

  /** As people move a stage: with the rules of a request that says nothing of them. */
  static MoveCase unhurried() {
    return new MoveCase(
        "unhurried",
        10_000,
        Workload.PARTITIONS,
        Workload.PARTITIONS,
        JvmOptions.withHeap("1g"),
        Duration.ofSeconds(5),
        ParallelMove.patient(),
        1,
        5,
        false,
        List.of(Bar.atMost(MoveFigures.LATENCY_RATIO, 1.1)));
  }

  /** A million keys, in heaps that are collected with short stops. */
  static MoveCase large() {
    return new MoveCase(
        "large",
        LARGE_KEYS,
        Workload.PARTITIONS,
        Workload.PARTITIONS,
        JvmOptions.withShortPauses("4g"),
        Duration.ofSeconds(5),
        ParallelMove.hurried(),
        1,
        8,
        false,
        LARGE);
  }

  /** Half of the partitions idle, one of them without a single record. */
  static MoveCase idle() {
    return new MoveCase(
        "idle",
        10_000,
        Workload.PARTITIONS - 1,
        Workload.PARTITIONS / 2,
        JvmOptions.withHeap("1g"),
        Duration.ofSeconds(2),
        ParallelMove.hurried(),
        1,
        5,
        false,
        ALL);
  }

  /** A broker that takes a large state beside the records stops for 100 ms as G1 comes. */
  List<String> brokerOptions() {
    return keys < LARGE_KEYS ? JvmOptions.withHeap("1g") : JvmOptions.withShortPauses("2g");
  }

  /** Keys that get records all the time. */
  int busyKeys() {
    return keys / filled * busy;
  }

  /** The device for a number below {@link #keys}. */
  int filledDevice(int number) {
    return device(number, filled);
  }

  /** The device for a number below {@link #busyKeys}. */
  int busyDevice(int number) {
    return device(number, busy);
  }

  /** Partitions that get records all the time. */
  List<Integer> busyPartitions() {
    return IntStream.range(0, busy).boxed().toList();
  }

  private static int device(int number, int partitions) {
    return number / partitions * Workload.PARTITIONS + number % partitions;
  }
}
