package dev.millrace.local.running;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a run has started, closed in reverse order, each once, whatever fails. */
final class RunParts implements AutoCloseable {
  private record Part(String name, AutoCloseable closeable) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  /** Notes something to be closed. */
  <T extends AutoCloseable> T add(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  /** What could not be closed. */
  List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.closeable().close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        failures.add("%s cannot be closed: %s".formatted(part.name(), e));
      }
    }
  }
}
