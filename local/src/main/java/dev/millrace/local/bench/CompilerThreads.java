package dev.millrace.local.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The JIT's threads of this JVM. What they take belongs to the first minutes of a process and not
 * to a record; a benchmark that is short must leave it out. They must not come and go ({@link
 * JvmOptions#withHeap}), or their time goes with them.
 */
final class CompilerThreads {
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final String NAME = "CompilerThre";

  private CompilerThreads() {}

  /** CPU time of all of them so far. */
  static long cpuNanos() throws IOException {
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        nanos += cpuNanos(thread);
      }
    }
    return nanos;
  }

  private static long cpuNanos(Path thread) throws IOException {
    try {
      if (!Files.readString(thread.resolve("comm")).contains(NAME)) {
        return 0;
      }
      String schedule = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
    } catch (NoSuchFileException e) {
      // A thread of another kind has ended meanwhile.
      return 0;
    }
  }
}
