package dev.millrace.operator.apiserver;

import dev.millrace.operator.OperatorMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An operator in a process of its own, which can be killed. */
final class OperatorJvm implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready, health on port (\\d+)");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long PATIENCE_SECONDS = 60;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Process process;
  private final Path log;

  private OperatorJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Begins to work on one namespace.
   *
   * @param settings of this operator, as arguments
   */
  static OperatorJvm start(Path scratch, String namespace, String... settings) throws IOException {
    Path log = Files.createTempFile(scratch, namespace, ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx72m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OperatorMain.class.getName(),
                "--http-port=0",
                "--image-tag=1",
                "--namespaces=" + namespace));
    command.addAll(List.of(settings));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", System.getProperty("millrace.api"));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new OperatorJvm(builder.start(), log);
  }

  /** What it has said so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Whether its readiness probe is content. */
  boolean isReady() throws Exception {
    return get("/healthz/ready").isPresent();
  }

  /** Whether its metrics say that it works. */
  boolean leads() throws Exception {
    return get("/metrics").orElse("").lines().anyMatch("millrace_operator_leading 1.0"::equals);
  }

  private Optional<String> get(String path) throws Exception {
    Matcher ready = READY.matcher(log());
    if (!process.isAlive() || !ready.find()) {
      return Optional.empty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ready.group(1) + path))
            .timeout(TIMEOUT)
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  /** Kills it with SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  /** Ends it with SIGTERM, and waits until it has. */
  void end() throws InterruptedException {
    process.destroy();
    exitCode();
  }

  /** How it has ended, once it has. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the operator goes on, see " + log);
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
    http.close();
  }
}
