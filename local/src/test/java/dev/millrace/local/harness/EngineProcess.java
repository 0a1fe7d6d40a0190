package dev.millrace.local.harness;

import dev.millrace.kafka.StageSettings;
import dev.millrace.kafka.StageSettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An engine in a process of its own, which can be killed. */
public final class EngineProcess {
  private final StageSettings settings;
  private final String main;
  private final Path files;
  private final List<String> options;
  private Process process;
  private int starts;

  public EngineProcess(StageSettings settings, String main, Path files, List<String> options) {
    this.settings = settings;
    this.main = main;
    this.files = files;
    this.options = options;
  }

  public void start() throws IOException {
    Files.createDirectories(files);
    Path settingsFile = files.resolve("settings.json");
    StageSettingsFile.write(settings, settingsFile);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.add(settingsFile.toString());
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(files.resolve("log-" + starts++ + ".txt").toFile())
            .start();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; its exit code. */
  public int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the engine did not stop on SIGTERM");
    }
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What the last process has said, for a failing test. */
  public String log() throws IOException {
    return Files.readString(files.resolve("log-" + (starts - 1) + ".txt"));
  }
}
