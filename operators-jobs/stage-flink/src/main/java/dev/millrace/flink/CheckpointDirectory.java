package dev.millrace.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one stage on disk, {@code JOB/chk-N}. Each start of the stage is a job of its
 * own; N goes on from job to job, as a job takes it over from the checkpoint that it starts from.
 */
final class CheckpointDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointDirectory.class);
  private static final String PREFIX = "chk-";

  private final Path directory;

  private record Found(Path path, long number, FileTime written) {}

  private CheckpointDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * The directory, which is made if it is missing.
   *
   * @throws UncheckedIOException if it cannot be made or written
   */
  static CheckpointDirectory open(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "probe", null));
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoints cannot be written to " + directory, e);
    }
    return new CheckpointDirectory(directory);
  }

  /**
   * The newest completed checkpoint whose files are all there; empty if there is none at all.
   *
   * @throws UncheckedIOException if there are checkpoints and none is whole: beginning anew would
   *     repeat identities with other content, so a person has to decide
   */
  Optional<Path> newest() {
    try {
      List<Found> found = newestFirst();
      String last = null;
      for (Found one : found) {
        try {
          CheckpointFiles.check(one.path());
          return Optional.of(one.path());
        } catch (IOException e) {
          LOG.warn("{} cannot be used, trying the one before: {}", one.path(), e.toString());
          last = e.toString();
        }
      }
      if (last == null) {
        return Optional.empty();
      }
      throw new IOException(
          "none of the "
              + found.size()
              + " checkpoints in "
              + directory
              + " can be used ("
              + last
              + "); delete the directory to compute from the beginning of the log");
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Removes what other jobs left here, once this one has checkpoints enough of its own. */
  void keepOnly(JobID job) {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().toString().equals(job.toHexString()) && isJob(entry)) {
          delete(entry);
        }
      }
    } catch (IOException e) {
      LOG.warn("old checkpoints in {} were not removed: {}", directory, e.toString());
    }
  }

  private List<Found> newestFirst() throws IOException {
    List<Found> found = new ArrayList<>();
    try (Stream<Path> jobs = Files.list(directory)) {
      for (Path job : jobs.filter(CheckpointDirectory::isJob).toList()) {
        addOf(job, found);
      }
    }
    found.sort(Comparator.comparingLong(Found::number).thenComparing(Found::written).reversed());
    return found;
  }

  private static void addOf(Path job, List<Found> found) throws IOException {
    try (Stream<Path> checkpoints = Files.list(job)) {
      for (Path path : checkpoints.toList()) {
        String name = path.getFileName().toString();
        Path metadata = path.resolve(CheckpointFiles.METADATA);
        if (name.matches(PREFIX + "\\d{1,18}") && Files.exists(metadata)) {
          long number = Long.parseLong(name.substring(PREFIX.length()));
          found.add(new Found(path, number, Files.getLastModifiedTime(metadata)));
        }
      }
    }
  }

  private static boolean isJob(Path entry) {
    return entry.getFileName().toString().matches("[0-9a-f]{32}") && Files.isDirectory(entry);
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException error)
              throws IOException {
            if (error != null) {
              throw error;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
