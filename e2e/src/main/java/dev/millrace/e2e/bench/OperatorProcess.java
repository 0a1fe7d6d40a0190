package dev.millrace.e2e.bench;

import dev.millrace.e2e.image.UnpackedImage;
import dev.millrace.local.bench.ProcessFigures;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The operator of the image with the settings of the chart, as a container without a kubelet. */
final class OperatorProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final long READY_SECONDS = 120;
  private static final long END_SECONDS = 40;
  private static final long PAUSE_MILLIS = 20;
  private static final String ACCOUNT = "var/run/secrets/kubernetes.io/serviceaccount";

  private final Process process;
  private final int port;
  private final Instant begun;
  private final long begunNanos;

  private OperatorProcess(Process process, int port, Instant begun, long begunNanos) {
    this.process = process;
    this.port = port;
    this.begun = begun;
    this.begunNanos = begunNanos;
  }

  /**
   * Starts it.
   *
   * @param contain what runs a command in a directory of files with a memory limit
   * @param log where its output is added
   */
  static OperatorProcess start(
      List<String> contain, UnpackedImage image, Installation installation, Path log)
      throws IOException {
    Path account = Files.createDirectories(image.root().resolve(ACCOUNT));
    Files.writeString(account.resolve("token"), installation.token());
    Files.writeString(account.resolve("ca.crt"), installation.authority());
    Files.writeString(account.resolve("namespace"), installation.namespace());
    int port = freePort();
    List<String> command = new ArrayList<>(contain);
    command.add(image.root().toString());
    command.addAll(image.entrypoint());
    installation
        .arguments()
        .forEach(
            argument ->
                command.add(
                    argument.startsWith("--http-port=") ? "--http-port=" + port : argument));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(image.environment());
    environment.putAll(installation.environment());
    File output = log.toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    Instant begun = Instant.now();
    long nanos = System.nanoTime();
    return new OperatorProcess(builder.start(), port, begun, nanos);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** When it was started. */
  Instant begun() {
    return begun;
  }

  /** Its id. */
  long pid() {
    return process.pid();
  }

  /** Whether it has not ended. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Memory and processor time. */
  ProcessFigures figures() {
    return new ProcessFigures(process.pid());
  }

  /** Waits until it says that it is ready; returns the seconds since it was started. */
  double awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            process.isAlive()
                ? "the operator is not ready after " + READY_SECONDS + " s"
                : "the operator has ended with " + process.exitValue());
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return (System.nanoTime() - begunNanos) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return ask("/healthz/ready").statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(ANSWER)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** How often controllers have worked on a resource since the start. */
  Reconciles reconciles() throws IOException, InterruptedException {
    return Reconciles.parse(ask("/metrics").body());
  }

  /** Ends it in order. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
