package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.JvmProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A server under load.
 *
 * @param reports whether it answers {@link ServerReport}'s commands
 */
record RunningServer(JvmProcess process, int port, boolean reports) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What it says of itself; empty if it is dead or too busy with itself to answer. */
  Optional<Map<String, Object>> report() throws InterruptedException {
    if (!process.isAlive()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reports ? ask(ServerReport.FIGURES) : Map.of());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What it answers, of a server that reports. */
  Map<String, Object> ask(String command) throws IOException, InterruptedException {
    return process.ask(command, PATIENCE);
  }

  /** By force: some collect garbage until the end of time. */
  @Override
  public void close() throws IOException {
    process.kill();
  }
}
