package dev.millrace.pod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a mounted Secret: one file for each entry. Contents never appear in messages. */
public final class SecretFiles {
  /** What the kubelet swaps when a Secret changes, so that all its entries change at once. */
  private static final String CURRENT = "..data";

  /** More than the API server lets a Secret hold. */
  private static final long MOST_BYTES = 1 << 20;

  private SecretFiles() {}

  /**
   * The entries by name, all of one version of the Secret; none if there is no such directory.
   *
   * @throws ConfigurationException if the directory or an entry cannot be read
   */
  public static SortedMap<String, byte[]> read(Path directory) throws ConfigurationException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    Path current = directory.resolve(CURRENT);
    try {
      Path version = Files.exists(current) ? current.toRealPath() : directory;
      for (Path file : files(version)) {
        if (Files.size(file) > MOST_BYTES) {
          throw ConfigurationException.of(file, "is larger than " + MOST_BYTES + " bytes");
        }
        entries.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw ConfigurationException.of(directory, "cannot be read: " + e, e);
    }
    return entries;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith(".."))
          .filter(Files::isRegularFile)
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
