package dev.millrace.local.running;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.StageSpec.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how a replica runs, kept beside its state so that a later run finds it again.
 *
 * @param pool the pool
 * @param engine what runs it
 * @param parallelism its tasks or threads
 */
public record StagePlacement(String pool, Engine engine, int parallelism) {
  private static final String FILE = "placement.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes it into the replica's directory. */
  void save(Path directory) {
    try {
      Files.createDirectories(directory);
      JSON.writeValue(directory.resolve(FILE).toFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    }
  }

  /** Reads it from the replica's directory; empty if there is none. */
  static Optional<StagePlacement> load(Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), StagePlacement.class));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
