package dev.millrace.e2e.interop;

import dev.millrace.e2e.interop.ForeignClient.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs foreign clients, one after the other, in a directory of their own. */
final class ClientProcess {
  /** Far longer than any of them takes. */
  private static final long PATIENCE_SECONDS = 120;

  private final Path directory;

  ClientProcess(Path directory) {
    this.directory = directory;
  }

  /**
   * Has a client carry an order out.
   *
   * @throws IOException if the client cannot be run, or does not end
   */
  Answer run(ForeignClient client, Order order, String uri)
      throws IOException, InterruptedException {
    Path body = Files.write(directory.resolve("body"), order.body());
    Path answer = directory.resolve("answer");
    Files.deleteIfExists(answer);
    List<String> command = client.command(order, uri, body, answer);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(client.name() + " does not end: " + String.join(" ", command));
      }
    } finally {
      process.destroyForcibly();
    }
    return client.read(
        new Printed(Files.readAllBytes(out), Files.readAllBytes(err)),
        Files.exists(answer) ? Files.readAllBytes(answer) : new byte[0]);
  }
}
