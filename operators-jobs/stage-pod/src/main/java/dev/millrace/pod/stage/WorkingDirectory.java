package dev.millrace.pod.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where Flink keeps what it needs only while it runs. */
final class WorkingDirectory {
  private WorkingDirectory() {}

  /** Empty: a killed container leaves what Flink has unpacked, and its volume survives it. */
  static Path anew(String name) {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"), name);
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> files = Files.walk(directory)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory + " anew", e);
    }
  }
}
