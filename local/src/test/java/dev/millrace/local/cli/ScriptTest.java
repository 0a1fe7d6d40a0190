package dev.millrace.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root of the tree, on a machine without a JDK that will do. */
class ScriptTest {
  private static final Path SCRIPT = Path.of("..", "millrace").toAbsolutePath().normalize();

  @TempDir Path machine;

  @Test
  void withoutAJdkItSaysWhatItNeedsAndWhereItLooked() throws Exception {
    Path nowhere = machine.resolve("nowhere");
    assertThat(run(nowhere))
        .contains("needs a JDK of version 21 or newer")
        .contains("Looked at")
        .contains(nowhere.toString())
        .endsWith("exit 2");
  }

  @Test
  void anOldJdkIsNamed() throws Exception {
    Path old = jdk("old", "17.0.15");
    jdk("older", "1.8.0_402");
    assertThat(run(machine.resolve("jdks").resolve("*")))
        .contains("the newest one found is 17 in " + old)
        .endsWith("exit 2");
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = machine.resolve("jdks").resolve(name);
    Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
    Files.writeString(javac, "#!/bin/sh\n");
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** What the script prints on a machine with a few tools and these JDKs. */
  private String run(Path jdks) throws IOException, InterruptedException {
    Path tools = Files.createDirectories(machine.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "readlink", "sed")) {
      Path there = Path.of("/bin", tool);
      Files.createSymbolicLink(
          tools.resolve(tool), Files.exists(there) ? there : Path.of("/usr/bin", tool));
    }
    ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "run", "anything");
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", machine.toString());
    builder.environment().put("MILLRACE_JDKS", jdks.toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said + "exit " + process.exitValue();
  }
}
