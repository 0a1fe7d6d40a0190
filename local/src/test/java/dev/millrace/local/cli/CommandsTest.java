package dev.millrace.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.local.Millrace;
import dev.millrace.local.running.ManifestText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void wrongManifestsAreAllNamedAndNothingIsStarted() throws Exception {
    write(
        ManifestText.of(5683, 10)
            .replace("value.v >= 0", "value.w >= 0")
            .replace("topic: readings, key", "topic: reading, key"));
    for (String command : List.of("run", "validate")) {
      err.reset();
      assertThat(execute(command, directory.toString())).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("all.yaml:")
          .contains("no field 'w'")
          .contains("'reading'")
          .contains("2 problems, nothing was started.");
      assertThat(out.size()).isZero();
    }
  }

  @Test
  void aDirectoryThatDoesNotExistIsAProblem() {
    assertThat(execute("run", directory.resolve("absent").toString()))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("absent").contains("does not exist");
  }

  @Test
  void rightManifestsAreCounted() throws Exception {
    write(ManifestText.of(5683, 10));
    assertThat(execute("validate", directory.toString())).isEqualTo(ExitCode.HOLDS);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("1 gateways, 2 stages, 5 topics, 1 fleets, no problem");
  }

  @Test
  void wrongUsageSaysWhatIsRight() {
    assertThat(execute("run", directory.toString(), "--duration", "soon"))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--duration")
        .contains("not a duration: 'soon'");
    assertThat(execute("run")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(execute("walk")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(execute()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void helpNamesEveryExitStatus() {
    assertThat(execute("run", "--help")).isEqualTo(ExitCode.HOLDS);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--no-fleet")
        .contains("Exit status:")
        .contains("130");
  }

  @Test
  void everyCommandOfTheReadmeIsThere() {
    assertThat(execute("--help")).isEqualTo(ExitCode.HOLDS);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("run", "validate", "bench");
    assertThat(execute("bench", "--help")).isEqualTo(ExitCode.HOLDS);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("stage", "latency");
    assertThat(execute("bench", "stage", "--only", "speed")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no measurement 'speed'");
  }

  @Test
  void aBrokerPortInUseIsRefused() throws Exception {
    write(ManifestText.of(ManifestText.freePort(), 10));
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      assertThat(execute("run", directory.toString(), "--kafka-port", port, "--report", report()))
          .isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("error: Kafka port " + port + " is in use");
    }
  }

  @Test
  void sigtermEndsARunInOrderWithItsChecks() throws Exception {
    write(ManifestText.of(ManifestText.freePort(), 100));
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Path output = directory.resolve("out.txt");
    Process run = launch(output, temporary, "--output", "json");
    try {
      await().atMost(PATIENCE).until(() -> acknowledged(output) > 100);
      run.destroy();
      assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isEqualTo(ExitCode.HOLDS);
    } finally {
      run.destroyForcibly();
    }
    JsonNode report = new ObjectMapper().readTree(Path.of(report()).toFile());
    assertThat(report.get("holds").asBoolean()).isTrue();
    assertThat(report.get("endedBy").asText()).isEqualTo("interrupted");
    assertThat(report.get("messages").get("acknowledged").asLong()).isGreaterThan(100);
    assertThat(directory.resolve("report.html"))
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("No stage was moved in this run.");
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("millrace-")))
          .as("temporary data is removed")
          .isEmpty();
    }
    assertThat(directory.resolve("millrace.log")).exists();
  }

  private Process launch(Path output, Path temporary, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Millrace.class.getName());
    command.addAll(List.of("run", directory.toString(), "--report", report()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static long acknowledged(Path output) throws IOException {
    long most = 0;
    for (String line : Files.readAllLines(output)) {
      if (line.startsWith("{\"event\":\"status\"") && line.endsWith("}")) {
        JsonNode status = new ObjectMapper().readTree(line).get("status");
        most = Math.max(most, status.get("devices").get("acknowledged").asLong());
      }
    }
    return most;
  }

  private String report() {
    return directory.resolve("report.json").toString();
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("all.yaml"), text);
  }

  private int execute(String... arguments) {
    return Commands.execute(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
