package dev.millrace.e2e.training;

import dev.millrace.e2e.image.UnpackedImage;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The process of an image, started so that its JVM remembers what it does.
 *
 * @param image unpacked
 * @param contain what runs a command in a directory of files
 * @param cache that the JVM writes at its end, seen from within the image
 * @param log of the process
 */
record TrainedProcess(UnpackedImage image, List<String> contain, String cache, Path log) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final long PATIENCE_SECONDS = 180;
  private static final long PAUSE_MILLIS = 100;
  private static final int OK = 200;

  /** What happens while it runs. */
  @FunctionalInterface
  interface Work {
    /** Does it; the process ends afterwards. */
    void with(Running process) throws Exception;
  }

  /**
   * Runs the image's JVM with its options.
   *
   * @param main the main class; null for the image's own
   * @param arguments of the process; {@code PORT} stands for the port for HTTP, as it does in the
   *     variables
   * @param variables of the environment beside those of the image
   */
  void run(String main, List<String> arguments, Map<String, String> variables, Work work)
      throws Exception {
    int port = freePort();
    List<String> command = new ArrayList<>(contain);
    command.add(image.root().toString());
    command.addAll(image.entrypoint());
    if (main != null) {
      command.set(command.size() - 1, main);
    }
    arguments.forEach(argument -> command.add(argument.replace("PORT", "" + port)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(image.environment());
    variables.forEach(
        (name, value) -> builder.environment().put(name, value.replace("PORT", "" + port)));
    builder.environment().merge("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=" + cache, this::both);
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
    Process process = builder.start();
    try {
      work.with(new Running(process, port));
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("it has not ended after " + PATIENCE_SECONDS + " s");
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private String both(String options, String more) {
    return options + ' ' + more;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A process that runs. */
  record Running(Process process, int port) {
    /** Waits until it says that it is ready. */
    void awaitReady() throws IOException, InterruptedException {
      await("/healthz/ready", answer -> answer.statusCode() == OK);
    }

    /** Waits for an answer. */
    void await(String path, Predicate<HttpResponse<String>> wanted)
        throws IOException, InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!isAnswered(path, wanted)) {
        if (!process.isAlive()) {
          throw new IOException("it has ended with " + process.exitValue());
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(path + " is not as wanted after " + PATIENCE_SECONDS + " s");
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }

    private boolean isAnswered(String path, Predicate<HttpResponse<String>> wanted)
        throws InterruptedException {
      try {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return wanted.test(
            HTTP.send(
                HttpRequest.newBuilder(uri).timeout(ANSWER).build(),
                HttpResponse.BodyHandlers.ofString()));
      } catch (IOException e) {
        return false;
      }
    }
  }
}
