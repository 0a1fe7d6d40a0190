package dev.millrace.pod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of this process is in RAM. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LINE = "VmRSS:";

  private ResidentMemory() {}

  /** In bytes; not a number where the system does not say. */
  static double bytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(LINE)) {
          String kilobytes = line.substring(LINE.length()).strip().split(" ", 2)[0];
          return Long.parseLong(kilobytes) * 1024.0;
        }
      }
    } catch (IOException e) {
      // Not every system has it.
      return Double.NaN;
    }
    return Double.NaN;
  }
}
