package dev.millrace.operator;

import dev.millrace.pod.HttpPages;
import dev.millrace.pod.HttpPages.Answer;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Health and metrics over HTTP: {@code /healthz/live}, {@code /healthz/ready} (503 with what is
 * missing) and {@code /metrics}.
 */
final class HealthServer implements AutoCloseable {
  private final HttpPages pages;

  private HealthServer(HttpPages pages) {
    this.pages = pages;
  }

  /**
   * Begins to answer.
   *
   * @param notReady why the process is not ready; null if it is
   * @param metrics as Prometheus reads them
   */
  static HealthServer start(int port, Supplier<String> notReady, Supplier<String> metrics)
      throws IOException {
    return new HealthServer(
        HttpPages.open(port)
            .serve("/healthz/live", () -> Answer.text("live"))
            .serve("/healthz/ready", () -> ready(notReady.get()))
            .serve("/metrics", () -> Answer.metrics(metrics.get()))
            .start());
  }

  /** The port on which it answers. */
  int port() {
    return pages.port();
  }

  private static Answer ready(String notReady) {
    return notReady == null ? Answer.text("ready") : Answer.unavailable(notReady);
  }

  @Override
  public void close() {
    pages.close();
  }
}
