package dev.millrace.light;

import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.snapshot.CorruptSnapshotException;
import dev.millrace.stream.snapshot.SnapshotChunk;
import dev.millrace.stream.snapshot.SnapshotReader;
import dev.millrace.stream.state.HashState;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one partition as files {@code SN.snapshot}: consecutive chunks, each behind its
 * length. The two newest are kept, so that a file that turns out corrupt costs time and no data.
 */
final class SnapshotDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotDirectory.class);
  private static final String SUFFIX = ".snapshot";
  private static final int KEPT = 2;

  private final Path directory;

  /** A snapshot that has been loaded. */
  record Loaded(ReplicaImage image, HashState state) {}

  SnapshotDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Loads the newest snapshot that is whole; null if there is none at all.
   *
   * @throws IOException if there are snapshots and none can be read: beginning anew would repeat
   *     identities with other content, so a person has to decide
   */
  Loaded load() throws IOException {
    List<Path> files = newestFirst();
    IOException last = null;
    for (Path file : files) {
      try {
        return load(file);
      } catch (IOException e) {
        LOG.warn("snapshot {} cannot be read, trying the one before: {}", file, e.getMessage());
        last = e;
      }
    }
    if (last != null) {
      throw new IOException(
          "none of the "
              + files.size()
              + " snapshots in "
              + directory
              + " can be read ("
              + last.getMessage()
              + "); delete the directory to compute from the beginning of the log",
          last);
    }
    return null;
  }

  /** Where the snapshot at {@code sn} is written before it is complete. */
  Path unfinished(long sn) throws IOException {
    Files.createDirectories(directory);
    return directory.resolve(sn + SUFFIX + ".unfinished");
  }

  /** Gives a complete snapshot its name and removes those that are not needed any more. */
  void complete(Path unfinished, long sn) throws IOException {
    Files.move(unfinished, directory.resolve(sn + SUFFIX));
    List<Path> files = newestFirst();
    for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
      Files.delete(old);
    }
  }

  private static Loaded load(Path file) throws IOException {
    HashState state = new HashState();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      return new Loaded(SnapshotReader.read(() -> nextChunk(in), state), state);
    }
  }

  private static SnapshotChunk nextChunk(DataInputStream in) throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException e) {
      return null;
    }
    if (length < 0 || length > SnapshotChunk.MAX_BYTES) {
      throw new CorruptSnapshotException("a chunk of " + length + " bytes");
    }
    return SnapshotChunk.fromBytes(in.readNBytes(length));
  }

  private List<Path> newestFirst() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparingLong(SnapshotDirectory::sn).reversed())
          .toList();
    }
  }

  private static long sn(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }
}
