package dev.millrace.local.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path directory;

  @Test
  void aTemporaryDirectoryGoesWithItsContentAtTheEnd() throws Exception {
    Path path;
    try (DataDirectory data = DataDirectory.open(null)) {
      path = data.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/c"), "x", StandardCharsets.UTF_8);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void aNamedDirectoryIsMadeAndStays() throws Exception {
    Path named = directory.resolve("x/y");
    try (DataDirectory data = DataDirectory.open(named)) {
      assertThat(data.path()).isEqualTo(named.toAbsolutePath());
    }
    assertThat(named).isEmptyDirectory();
  }

  @Test
  void aFileInItsPlaceIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "x", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(file + ": not a directory");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(file + "/below")
        .hasMessageContaining("--data-dir");
  }

  @Test
  void aFullDiskIsRefusedWithWhatIsFreeAndWhatIsNeeded() {
    assertThatThrownBy(() -> DataDirectory.open(directory, Long.MAX_VALUE))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("MiB free, at least")
        .hasMessageContaining(directory.toString());
  }
}
