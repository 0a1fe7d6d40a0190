package dev.millrace.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Memory and CPU of a process, from Linux's {@code /proc}. */
public final class ProcessFigures {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Path directory;

  /** Figures of the process with this id. */
  public ProcessFigures(long pid) {
    this.directory = Path.of("/proc", Long.toString(pid));
  }

  /** Resident memory now. */
  public double rssMiB() throws IOException {
    return mebibytes("VmRSS:");
  }

  /** The most resident memory since the start. */
  public double peakRssMiB() throws IOException {
    return mebibytes("VmHWM:");
  }

  /** CPU time of all threads since the start, user and system, in steps of 10 ms. */
  public long cpuNanos() throws IOException {
    String stat = Files.readString(directory.resolve("stat"));
    // The second field is the name in parentheses and may hold blanks; user time is the 14th.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_NANOS;
  }

  private double mebibytes(String name) throws IOException {
    return Files.readAllLines(directory.resolve("status")).stream()
            .filter(line -> line.startsWith(name))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow(() -> new IOException(directory + "/status has no " + name))
        / 1024.0;
  }
}
