package dev.millrace.local.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own on this JVM's class path: what it costs is its own. Commands are lines on its
 * standard input, answers are lines of JSON on its standard output; it ends when its input does.
 */
public final class JvmProcess implements AutoCloseable {
  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);
  private static final int LINES_OF_LOG = 15;
  private static final String ENDED = "";

  private final String name;
  private final Path log;
  private final Process process;
  private final Writer commands;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Thread lastResort;

  private JvmProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.lastResort = new Thread(process::destroyForcibly, "kill-" + name);
  }

  /**
   * Starts it.
   *
   * @param directory where its log goes, under {@code name}
   */
  static JvmProcess start(
      String name, Path directory, List<String> jvmOptions, Class<?> main, String... arguments)
      throws IOException {
    return start(name, directory, command(jvmOptions, main, arguments));
  }

  /** What starts a JVM on this JVM's class path. */
  public static List<String> command(List<String> jvmOptions, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Starts a program that may not be this one.
   *
   * @param directory where its log goes, under {@code name}
   */
  public static JvmProcess start(String name, Path directory, List<String> command)
      throws IOException {
    Path log = directory.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    JvmProcess started = new JvmProcess(name, log, process);
    // Not every program reads its input, and nobody may outlive a benchmark that is interrupted.
    Runtime.getRuntime().addShutdownHook(started.lastResort);
    Thread.ofPlatform().daemon().name("answers-" + name).start(started::read);
    return started;
  }

  /** Memory and CPU of the process. */
  public ProcessFigures figures() {
    return new ProcessFigures(process.pid());
  }

  /** Sends a command and waits for its answer. */
  public Map<String, Object> ask(String command, Duration timeout)
      throws IOException, InterruptedException {
    commands.write(command + "\n");
    commands.flush();
    return answer(timeout);
  }

  /** Waits for the next answer. */
  public Map<String, Object> answer(Duration timeout) throws IOException, InterruptedException {
    String line = answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null || line.equals(ENDED)) {
      throw new IOException(
          "%s %s. The end of its log:%n%s"
              .formatted(
                  name,
                  line == null ? "did not answer within " + timeout : "has ended",
                  endOfLog()));
    }
    return new JsonMapper().readValue(line, new TypeReference<Map<String, Object>>() {});
  }

  /** Whether it is still there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Checks that it is still there.
   *
   * @throws IOException with the end of its log if it is not
   */
  public void check() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          "%s has ended with %d. The end of its log:%n%s"
              .formatted(name, process.exitValue(), endOfLog()));
    }
  }

  /** Asks it to end by SIGTERM, for programs that do not read their input. */
  void terminate() {
    // Process.destroy would close the answers too.
    process.toHandle().destroy();
  }

  /**
   * Binds all its threads to some cores, also those that it starts later.
   *
   * @param cores as {@code taskset} takes them
   */
  void pin(String cores) throws IOException, InterruptedException {
    Process taskset =
        new ProcessBuilder("taskset", "-a", "-c", "-p", cores, Long.toString(process.pid()))
            .redirectErrorStream(true)
            .redirectOutput(log.resolveSibling(name + "-taskset.log").toFile())
            .start();
    if (!taskset.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || taskset.exitValue() != 0) {
      throw new IOException(name + " could not be bound to cores " + cores + " by taskset");
    }
  }

  /** Kills it, as a node that fails would. */
  public void kill() throws IOException {
    process.destroyForcibly();
    close();
  }

  @Override
  public void close() throws IOException {
    try {
      commands.close();
    } catch (IOException e) {
      // Its input is gone because the process is; the next lines see to the same end.
      process.destroy();
    }
    try {
      if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(name + " did not end within " + END_TIMEOUT + " and was killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(lastResort);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // Programs and agents may print other things; answers are objects of JSON.
        if (line.startsWith("{")) {
          answers.add(line);
        }
      }
    } catch (IOException closed) {
      // Killing a process closes its output under whoever reads it: an end like any other, of which
      // who waits for an answer learns below.
      process.destroy();
    } finally {
      answers.add(ENDED);
    }
  }

  private String endOfLog() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
  }
}
