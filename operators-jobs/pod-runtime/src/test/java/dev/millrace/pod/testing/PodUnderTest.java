package dev.millrace.pod.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pod's process as a test starts it, with directories of its own in place of the mounts. */
public final class PodUnderTest implements AutoCloseable {
  /** For what takes a moment on an idle machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern PORT = Pattern.compile("HTTP on port (\\d+)");
  private static final int FIRST_WITH_UNSAFE_OPTION = 23;

  private final Process process;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private PodUnderTest(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it as its image does.
   *
   * @param root holds {@code config}, {@code kafka}, {@code identities}, {@code state} and what the
   *     process writes
   * @param options of the JVM beside those of the image
   */
  public static PodUnderTest start(Class<?> main, Path root, String... options) throws IOException {
    Path log = root.resolve("process.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(imageOptions());
    command.addAll(List.of(options));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(root.resolve("tmp")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(Files.createDirectories(root.resolve("config")).toString());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("MILLRACE_HTTP_PORT", "0");
    builder.environment().put("MILLRACE_KAFKA_CREDENTIALS", root.resolve("kafka").toString());
    builder.environment().put("MILLRACE_IDENTITIES", root.resolve("identities").toString());
    builder.environment().put("MILLRACE_STATE", root.resolve("state").toString());
    return new PodUnderTest(builder.start(), log);
  }

  private static List<String> imageOptions() throws IOException {
    Path file = Path.of("src/main/jib/app/jvm.args");
    if (!Files.exists(file)) {
      return List.of();
    }
    boolean old = Runtime.version().feature() < FIRST_WITH_UNSAFE_OPTION;
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("-"))
        .filter(line -> !(old && line.startsWith("--sun-misc-unsafe")))
        .toList();
  }

  /** Waits until it says that it is ready. */
  public PodUnderTest awaitReady() {
    await().atMost(PATIENCE).until(() -> isStarted() && get("/healthz/ready").statusCode() == 200);
    return this;
  }

  /** Waits until it answers, ready or not. */
  public PodUnderTest awaitStarted() {
    await().atMost(PATIENCE).until(this::isStarted);
    return this;
  }

  /** Waits for a status. */
  public JsonNode awaitStatus(Predicate<JsonNode> wanted) {
    return await().atMost(PATIENCE).until(this::status, wanted);
  }

  /** What it says of itself. */
  public JsonNode status() throws Exception {
    return new JsonMapper().readTree(get("/status").body());
  }

  /** What it answers. */
  public HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port() + path);
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
        BodyHandlers.ofString());
  }

  private boolean isStarted() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("has ended with " + process.exitValue() + ":\n" + log());
    }
    return PORT.matcher(log()).find();
  }

  private int port() throws IOException {
    Matcher matcher = PORT.matcher(log());
    if (!matcher.find()) {
      throw new IllegalStateException("is not started:\n" + log());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** What it has logged so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Sends SIGTERM. */
  public PodUnderTest terminate() {
    process.destroy();
    return this;
  }

  /** Waits for its end; the exit code. */
  public int exitCode() throws Exception {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("does not end:\n" + log());
    }
    return process.exitValue();
  }

  /** Kills it if it is still there. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
