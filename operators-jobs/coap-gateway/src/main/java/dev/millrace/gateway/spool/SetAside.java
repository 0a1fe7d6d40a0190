package dev.millrace.gateway.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Entries that nobody takes, each in a file of its own: they must not stop those behind them, and
 * must not be lost either. Few, and bounded.
 */
final class SetAside {
  private static final Pattern NAME = Pattern.compile("(\\d+)\\.entry");
  private static final int MOST = 1_000;

  private final Path directory;
  private final Set<Long> sequences = new TreeSet<>();
  private long bytes;

  SetAside(Path spool) throws IOException {
    directory = spool.resolve("set-aside");
    Files.createDirectories(directory);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          sequences.add(Long.parseLong(name.group(1)));
          bytes += Files.size(file);
        }
      }
    }
  }

  /** Keeps an entry durably. */
  void add(SpoolEntry entry) throws IOException {
    if (sequences.size() >= MOST) {
      throw new IOException(
          directory
              + " holds "
              + MOST
              + " entries that Kafka refuses: look at them and delete them");
    }
    Durable.replace(directory.resolve(entry.sequence() + ".entry"), entry.payload());
    sequences.add(entry.sequence());
    bytes += entry.payload().length;
  }

  long bytes() {
    return bytes;
  }

  boolean contains(SpoolEntry entry) {
    return sequences.contains(entry.sequence());
  }

  int size() {
    return sequences.size();
  }
}
