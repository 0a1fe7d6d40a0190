package dev.millrace.local.running;

import dev.millrace.local.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory in which a run keeps what it must not hold in memory. */
final class DataDirectory implements AutoCloseable {
  /** A broker that runs out of space stops at once, so a run starts only with this much of it. */
  static final long MINIMUM_FREE_BYTES = 256L << 20;

  private final Path path;
  private final boolean temporary;

  private DataDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Opens {@code path}, which is created if it does not exist, or a new temporary directory if
   * {@code path} is null.
   *
   * @throws RefusedException if it is not a directory, cannot be written, or its disk is full
   */
  static DataDirectory open(Path path) throws RefusedException {
    return open(path, MINIMUM_FREE_BYTES);
  }

  static DataDirectory open(Path path, long minimumFreeBytes) throws RefusedException {
    Path directory = path;
    try {
      directory =
          path == null ? Files.createTempDirectory("millrace-") : Files.createDirectories(path);
      Files.delete(Files.write(directory.resolve(".millrace-writable"), new byte[] {1}));
      long free = Files.getFileStore(directory).getUsableSpace();
      if (free < minimumFreeBytes) {
        throw new RefusedException(
            "data directory %s: %d MiB free, at least %d MiB are needed. %s"
                .formatted(directory, free >> 20, minimumFreeBytes >> 20, "Choose another disk."));
      }
      return new DataDirectory(directory.toAbsolutePath(), path == null);
    } catch (FileAlreadyExistsException e) {
      throw new RefusedException("data directory %s: not a directory".formatted(directory), e);
    } catch (IOException e) {
      throw new RefusedException(
          "data directory %s cannot be written: %s. Choose another with --data-dir."
              .formatted(directory, e),
          e);
    }
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  /** Removes it with all its content if it is temporary. */
  @Override
  public void close() {
    if (!temporary || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the temporary data in " + path, e);
    }
  }
}
