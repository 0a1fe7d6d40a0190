package dev.millrace.local.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.local.report.migration.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The directory of a run: {@code requests/NAME.yaml} is what people ask for, {@code
 * migrations/NAME.json} what has become of it, {@code run.pid} whose run it is. Every file appears
 * and changes as a whole.
 *
 * @param path of the directory
 */
public record RunDirectory(Path path) {
  private static final String REQUEST = ".yaml";
  private static final String STATUS = ".json";
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Makes it this process's, without what an earlier run has left. */
  public void begin() throws IOException {
    for (Path part : List.of(requests(), statuses())) {
      Files.createDirectories(part);
      for (Path old : files(part)) {
        Files.delete(old);
      }
    }
    write(pid(), Long.toString(ProcessHandle.current().pid()));
  }

  /** This process's run is over; what became of the migrations stays. */
  public void end() throws IOException {
    Files.deleteIfExists(pid());
  }

  /** Whether a process has its run here. */
  public boolean isRunning() throws IOException {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(pid()).trim()))
          .map(ProcessHandle::isAlive)
          .orElse(false);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The text of each request by its name. */
  public SortedMap<String, String> readRequests() throws IOException {
    SortedMap<String, String> requests = new TreeMap<>();
    for (Path file : files(requests())) {
      if (file.toString().endsWith(REQUEST)) {
        requests.put(nameOf(file, REQUEST), Files.readString(file));
      }
    }
    return requests;
  }

  /** The text of one request. */
  public Optional<String> request(String name) throws IOException {
    Path file = requests().resolve(name + REQUEST);
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /** Asks for something, or for something else. */
  public void writeRequest(String name, String manifest) throws IOException {
    write(requests().resolve(name + REQUEST), manifest);
  }

  /** Says what has become of a migration. */
  public void writeStatus(MigrationReport report) throws IOException {
    write(statuses().resolve(report.name() + STATUS), JSON.writeValueAsString(report));
  }

  /** What has become of a migration; empty as long as the run has not answered. */
  public Optional<MigrationReport> status(String name) throws IOException {
    Path file = statuses().resolve(name + STATUS);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** What has become of all migrations, by name. */
  public List<MigrationReport> allStatuses() throws IOException {
    List<MigrationReport> all = new ArrayList<>();
    for (Path file : files(statuses())) {
      if (file.toString().endsWith(STATUS)) {
        all.add(read(file));
      }
    }
    return all;
  }

  private static MigrationReport read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readString(file), MigrationReport.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + " was not written by this version: " + e.getOriginalMessage(), e);
    }
  }

  private Path requests() {
    return path.resolve("requests");
  }

  private Path statuses() {
    return path.resolve("migrations");
  }

  private Path pid() {
    return path.resolve("run.pid");
  }

  private static String nameOf(Path file, String end) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - end.length());
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
