package dev.millrace.gateway.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A directory that belongs to one process for as long as it lives. Several processes may share the
 * place in which it lies: each gets one of its own, and a new one takes over what one that has
 * ended has left.
 */
public final class SpoolDirectory implements Closeable {
  private static final int MOST = 64;

  /**
   * Those of this process. The system ends all of a process's locks on a file when it closes the
   * file once, so a lock that is held must not even be tried.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private SpoolDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes one that is free, first of those that hold entries.
   *
   * @throws IOException if the place cannot be written, or all are taken
   */
  public static SpoolDirectory claim(Path place) throws IOException {
    Files.createDirectories(place);
    List<Path> candidates = new ArrayList<>(candidates(place));
    List<Path> filled = new ArrayList<>();
    for (Path candidate : candidates) {
      if (isFilled(candidate)) {
        filled.add(candidate);
      }
    }
    candidates.sort(Comparator.comparing(one -> !filled.contains(one)));
    for (Path candidate : candidates) {
      Optional<SpoolDirectory> claimed = tryClaim(candidate);
      if (claimed.isPresent()) {
        Durable.forceDirectory(place);
        return claimed.get();
      }
    }
    throw new IOException(place + ": all " + MOST + " spools are in use by other processes");
  }

  /**
   * Takes one that holds entries and belongs to nobody any more; empty if there is none.
   *
   * @throws IOException if the place cannot be read or written
   */
  public static Optional<SpoolDirectory> claimLeft(Path place) throws IOException {
    for (Path candidate : candidates(place)) {
      if (isFilled(candidate)) {
        Optional<SpoolDirectory> claimed = tryClaim(candidate);
        if (claimed.isPresent()) {
          return claimed;
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> candidates(Path place) {
    return IntStream.range(0, MOST).mapToObj(i -> place.resolve("spool-" + i)).toList();
  }

  private static boolean isFilled(Path candidate) throws IOException {
    if (!Files.isDirectory(candidate)) {
      return false;
    }
    try (Stream<Path> files = Files.list(candidate)) {
      return files.anyMatch(file -> file.toString().endsWith(".segment"));
    }
  }

  private static Optional<SpoolDirectory> tryClaim(Path candidate) throws IOException {
    Path directory = Files.createDirectories(candidate).toRealPath();
    if (!OWN.add(directory)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean claimed = false;
    try {
      channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // Held until the channel is closed, or the process ends in any way.
      FileLock lock = channel.tryLock();
      claimed = lock != null;
      return claimed ? Optional.of(new SpoolDirectory(directory, channel)) : Optional.empty();
    } finally {
      if (!claimed) {
        OWN.remove(directory);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OWN.remove(path);
    }
  }
}
