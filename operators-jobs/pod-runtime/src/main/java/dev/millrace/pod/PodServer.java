package dev.millrace.pod;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.pod.HttpPages.Answer;
import java.io.IOException;
import java.util.Optional;

/** Health, metrics and status of a process by HTTP. */
final class PodServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpPages pages;
  private volatile Pod pod;
  private volatile boolean stopping;

  private PodServer(HttpPages pages) {
    this.pages = pages;
  }

  /**
   * Opens it; until {@link #show} the process is alive and not ready.
   *
   * @param port 0 picks a free one
   * @throws IOException if the port cannot be had
   */
  static PodServer open(int port, PodMetrics metrics) throws IOException {
    PodServer opened = new PodServer(HttpPages.open(port));
    opened
        .pages
        .serve("/healthz/live", () -> Answer.text("alive"))
        .serve("/healthz/ready", opened::ready)
        .serve("/metrics", () -> Answer.metrics(metrics.text()))
        .serve("/status", opened::status)
        .start();
    return opened;
  }

  /** Says from now on how the pod is. */
  void show(Pod shown) {
    pod = shown;
  }

  /** Says from now on that the process ends. */
  void stopping() {
    stopping = true;
  }

  /** The port on which it listens. */
  int port() {
    return pages.port();
  }

  private Answer ready() {
    Optional<String> reason =
        stopping
            ? Optional.of("the process ends")
            : pod == null ? Optional.of("the process starts") : pod.unready();
    return reason.map(Answer::unavailable).orElseGet(() -> Answer.text("ready"));
  }

  private Answer status() throws IOException {
    return pod == null
        ? Answer.unavailable("the process starts")
        : Answer.json(JSON.writeValueAsString(pod.status()));
  }

  @Override
  public void close() {
    pages.close();
  }
}
