package dev.millrace.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file is said with its name and the field. */
class ConfigurationFileTest {
  @TempDir Path directory;

  record Inner(int number, String text) {}

  record Outer(String name, List<Inner> inner) {}

  @Test
  void readsARecord() throws Exception {
    Path file = write("{\"name\": \"a\", \"inner\": [{\"number\": 1}]}");

    assertThat(ConfigurationFile.read(file, Outer.class).value())
        .isEqualTo(new Outer("a", List.of(new Inner(1, null))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"nam": "a"}                      | field 'nam': is not known; known: inner, name
          {"inner": [{"number": "many"}]}   | field 'inner[0].number': Cannot deserialize
          {"inner": [{"number": 1, "n": 1}]} | field 'inner[0].n': is not known
          {"inner": [{"text": "a"}]}        | field 'inner[0].number': is missing
          {"name": "a",                     | is no JSON
          {"name": "a", "name": "b"}        | Duplicate field 'name'
          {"name": "a"} {}                  | railing token
          null                              | is empty
          """)
  void namesFileAndField(String text, String complaint) throws Exception {
    Path file = write(text);

    assertThatThrownBy(() -> ConfigurationFile.read(file, Outer.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(complaint);
  }

  @Test
  void namesAFileThatIsMissing() {
    Path file = directory.resolve("none.json");

    assertThatThrownBy(() -> ConfigurationFile.read(file, Outer.class))
        .hasMessage(file + ": is missing");
  }

  @Test
  void requiresWhatHasToBeThere() throws Exception {
    ConfigurationFile<Outer> read = ConfigurationFile.read(write("{}"), Outer.class);

    assertThatThrownBy(() -> read.require("name", read.value().name()))
        .hasMessage(read.path() + ": field 'name': is missing");
  }

  private Path write(String text) throws Exception {
    return Files.writeString(directory.resolve("file.json"), text);
  }
}
