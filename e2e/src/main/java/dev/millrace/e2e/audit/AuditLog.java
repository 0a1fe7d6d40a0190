package dev.millrace.e2e.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The audit log of a test cluster.
 *
 * @param directory with the file that is being written, and the one before it
 * @param account whose calls are of interest, as in {@link AuditEvent#of}
 */
public record AuditLog(Path directory, String account) {
  /** All calls of the account that the log still has; of a watch also its end. */
  public List<AuditEvent> all() throws IOException {
    List<AuditEvent> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      // The older one has a time in its name, which sorts before a dot.
      for (Path file : files.filter(AuditLog::isAudit).sorted().toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          AuditEvent.of(lines, account).forEach(all::add);
        }
      }
    }
    return all;
  }

  /** The calls that came in from then on and before, each once. */
  public List<AuditEvent> between(Instant from, Instant to) throws IOException {
    Set<String> seen = new HashSet<>();
    return all().stream()
        .filter(event -> !event.received().isBefore(from) && event.received().isBefore(to))
        .filter(event -> seen.add(event.id()))
        .toList();
  }

  private static boolean isAudit(Path file) {
    return file.getFileName().toString().matches("audit.*\\.log");
  }
}
