package dev.millrace.gateway.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that belongs to one process for as long as it lives. Several processes may share the
 * place in which it lies: each gets one of its own, and a new one takes over what one that has
 * ended has left.
 */
public final class SpoolDirectory implements Closeable {
  private static final int MOST = 64;

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
    List<Path> candidates = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      candidates.add(place.resolve("spool-" + i));
    }
    List<Path> filled = new ArrayList<>();
    for (Path candidate : candidates) {
      if (isFilled(candidate)) {
        filled.add(candidate);
      }
    }
    candidates.sort(Comparator.comparing(one -> !filled.contains(one)));
    for (Path candidate : candidates) {
      SpoolDirectory claimed = tryClaim(candidate);
      if (claimed != null) {
        Durable.forceDirectory(place);
        return claimed;
      }
    }
    throw new IOException(place + ": all " + MOST + " spools are in use by other processes");
  }

  private static boolean isFilled(Path candidate) throws IOException {
    if (!Files.isDirectory(candidate)) {
      return false;
    }
    try (Stream<Path> files = Files.list(candidate)) {
      return files.anyMatch(file -> file.toString().endsWith(".segment"));
    }
  }

  private static SpoolDirectory tryClaim(Path candidate) throws IOException {
    Files.createDirectories(candidate);
    FileChannel channel =
        FileChannel.open(
            candidate.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      // Held until the channel is closed, or the process ends in any way.
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new SpoolDirectory(candidate, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another part of this process has it.
    }
    channel.close();
    return null;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
