package dev.millrace.local.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * CPU time of this thread a call: in slices of a fixed number of calls, after a warm-up. CPU time
 * and not wall time, since machines are shared; the JIT's and the collector's threads do not count.
 */
final class CpuTimer {
  private static final int CALLS = 20_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int warmUpSlices;
  private final int slices;
  private int consumed;

  CpuTimer(boolean quick) {
    this.warmUpSlices = quick ? 30 : 100;
    this.slices = quick ? 9 : 25;
  }

  /**
   * Nanoseconds of CPU a call, for each of the works; each gets the number of the call and returns
   * anything. Their slices alternate, so that a busy neighbour slows all of them.
   */
  List<Samples> nanos(List<IntUnaryOperator> works) {
    for (IntUnaryOperator work : works) {
      for (int i = 0; i < warmUpSlices; i++) {
        slice(work);
      }
    }
    double[][] nanos = new double[works.size()][slices];
    for (int i = 0; i < slices; i++) {
      for (int work = 0; work < nanos.length; work++) {
        nanos[work][i] = slice(works.get(work));
      }
    }
    return Arrays.stream(nanos).map(Samples::new).toList();
  }

  /** What all calls returned, so that no call can be optimised away. */
  int consumed() {
    return consumed;
  }

  private double slice(IntUnaryOperator work) {
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < CALLS; i++) {
      consumed += work.applyAsInt(i);
    }
    return (threads.getCurrentThreadCpuTime() - before) / (double) CALLS;
  }
}
