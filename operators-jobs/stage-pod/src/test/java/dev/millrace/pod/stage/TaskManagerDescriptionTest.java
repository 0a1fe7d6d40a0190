package dev.millrace.pod.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pod.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of a TaskManager. */
class TaskManagerDescriptionTest {
  private static final String WHOLE =
      """
      {"jobManager": {"host": "jobmanager-a", "port": 6123}, "slots": 3, "parallelism": 5,
       "rpcPort": 6122, "dataPort": 0}
      """;

  @TempDir Path directory;

  private TaskManagerDescription read(String text) throws Exception {
    return TaskManagerDescription.read(
        Files.writeString(directory.resolve(TaskManagerPod.FILE), text));
  }

  @Test
  void readsWhatAnOperatorWrites() throws Exception {
    assertThat(read(WHOLE))
        .isEqualTo(
            new TaskManagerDescription(
                new JobManagerDescription("jobmanager-a", 6123), 3, 5, 6122, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "port": 6123      | "port": 65535  | field 'jobManager.port': must be from 1 to 65534, is 65535
          "slots": 3        | "slots": 0     | field 'slots': must be at least 1, is 0
          "parallelism": 5, | ``             | field 'parallelism': is missing
          "rpcPort": 6122   | "rpcPort": -1  | field 'rpcPort': is no port: -1
          "dataPort": 0     | "datePort": 0  | field 'datePort': is not known
          """)
  void namesTheField(String text, String other, String complaint) {
    assertThatThrownBy(() -> read(WHOLE.replace(text, other)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(TaskManagerPod.FILE)
        .hasMessageContaining(complaint);
  }
}
