package dev.millrace.local.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Latencies and gaps of outputs while it is switched on. Gap: of each partition the longest time
 * between two consecutive outputs in every {@value #SLOT_MILLIS} ms.
 */
final class Timings implements OutputReader.Listener {
  static final long SLOT_MILLIS = 200;
  private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(SLOT_MILLIS);
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final int DIGITS = 3;
  private static final long NEVER = Long.MIN_VALUE;

  private final Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
  private final Histogram gaps = new Histogram(LONGEST_NANOS, DIGITS);
  private final long[] lastSeen = new long[Workload.PARTITIONS];
  private final long[] longestGap = new long[Workload.PARTITIONS];
  private final long[] slotEnd = new long[Workload.PARTITIONS];
  private boolean on;
  private long seen;

  Timings() {
    Arrays.fill(lastSeen, NEVER);
  }

  @Override
  public synchronized void seen(ConsumerRecord<byte[], byte[]> record, long nanos) {
    seen++;
    if (on) {
      latencies.recordValue(Math.min(LONGEST_NANOS, nanos - Workload.stamp(record.value())));
      gap(record.partition(), nanos);
    }
  }

  /** Outputs seen since the beginning, whether it was on or off. */
  synchronized long seen() {
    return seen;
  }

  synchronized void on() {
    on = true;
  }

  synchronized void off() {
    on = false;
  }

  /** This percentile of the latencies. */
  synchronized double latencyMillis(double percent) {
    return millis(latencies.getValueAtPercentile(percent));
  }

  /** This percentile of the gaps. */
  synchronized double gapMillis(double percent) {
    return millis(gaps.getValueAtPercentile(percent));
  }

  /** Number of latencies. */
  synchronized long count() {
    return latencies.getTotalCount();
  }

  private void gap(int partition, long nanos) {
    if (lastSeen[partition] == NEVER) {
      slotEnd[partition] = nanos + SLOT_NANOS;
    } else {
      longestGap[partition] = Math.max(longestGap[partition], nanos - lastSeen[partition]);
      if (nanos - slotEnd[partition] >= 0) {
        gaps.recordValue(Math.min(LONGEST_NANOS, longestGap[partition]));
        longestGap[partition] = 0;
        slotEnd[partition] = nanos + SLOT_NANOS;
      }
    }
    lastSeen[partition] = nanos;
  }

  private static double millis(long nanos) {
    return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
