package dev.millrace.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One measured pass over the input: from the moment at which a twentieth has been processed, so
 * that the start of the job does not count, to the last record and its outputs.
 *
 * @param records processed in that time
 * @param wallNanos its length
 * @param cpuNanos CPU time of the whole process in it, the collector included, the JIT not
 */
record Round(long records, long wallNanos, long cpuNanos) {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long SHARE_OF_START = 20;

  static Round of(RunningJob job, long records) throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    long first = await(job, records / SHARE_OF_START, deadline);
    long wall = System.nanoTime();
    long cpu = system.getProcessCpuTime() - CompilerThreads.cpuNanos();
    long last = await(job, records, deadline);
    while (!job.settled()) {
      look(job, deadline);
    }
    long end = System.nanoTime();
    return new Round(
        last - first, end - wall, system.getProcessCpuTime() - CompilerThreads.cpuNanos() - cpu);
  }

  void print() throws JsonProcessingException {
    Answers.print("records", records, "wallNanos", wallNanos, "cpuNanos", cpuNanos);
  }

  private static long await(RunningJob job, long records, long deadline) {
    long processed = job.processed();
    while (processed < records) {
      look(job, deadline);
      processed = job.processed();
    }
    return processed;
  }

  private static void look(RunningJob job, long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw new IllegalStateException(
          "only " + job.processed() + " records in " + TIMEOUT + ", error: " + job.error());
    }
    LockSupport.parkNanos(LOOK_NANOS);
  }
}
