package dev.millrace.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments and variables of a process. */
class PodEnvironmentTest {
  @TempDir Path directory;

  @Test
  void withoutVariablesItIsThatOfAPod() throws Exception {
    PodEnvironment environment =
        PodEnvironment.of(
            new String[] {directory.toString()},
            Map.of("POD_NAME", "a-1", "POD_IP", "10.1.2.3", "NODE_NAME", "n1"));

    assertThat(environment)
        .isEqualTo(
            new PodEnvironment(
                "10.1.2.3",
                directory,
                Path.of("/etc/millrace-kafka"),
                Path.of("/etc/millrace-identities"),
                Path.of("/state"),
                8080,
                "a-1",
                "n1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "-1", "65536"})
  void namesAPortThatIsNone(String port) {
    String[] arguments = {directory.toString()};

    assertThatThrownBy(() -> PodEnvironment.of(arguments, Map.of("MILLRACE_HTTP_PORT", port)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("MILLRACE_HTTP_PORT")
        .hasMessageContaining(port);
  }

  @Test
  void wantsOneDirectory() {
    assertThatThrownBy(() -> PodEnvironment.of(new String[0], Map.of()))
        .hasMessageContaining("configuration directory");
    assertThatThrownBy(() -> PodEnvironment.of(new String[] {directory + "/none"}, Map.of()))
        .hasMessageContaining(directory + "/none: is no directory");
  }
}
