package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole directories: those that are right, and the whole report of those that are not (C3-01). */
class PipelineCompilerTest {
  @TempDir private Path copy;

  static List<String> valid() throws IOException {
    return named("valid-");
  }

  static List<String> invalid() throws IOException {
    return named("invalid-");
  }

  private static List<String> named(String prefix) throws IOException {
    try (Stream<Path> directories = Files.list(ManifestDirectory.root())) {
      return directories
          .map(directory -> directory.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void aDirectoryWithoutProblemsGivesAGraph(String name) {
    ManifestDirectory directory = ManifestDirectory.of(name, copy);

    CheckResult result = directory.check();

    assertThat(directory.render(result.problems())).isEmpty();
    assertThat(result.graph()).isPresent();
    assertThat(directory.localProblems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void allProblemsAreReportedAtOnceInTheOrderOfTheFiles(String name) throws IOException {
    ManifestDirectory directory = ManifestDirectory.of(name, copy);

    CheckResult result = directory.check();

    assertThat(directory.render(result.problems()))
        .isEqualTo(Files.readString(ManifestDirectory.root().resolve(name + "/expected.txt")));
    assertThat(result.graph()).isEmpty();
  }

  @Test
  void nothingAtAllIsAGraphOfNothing() {
    CheckResult result = PipelineCompiler.check(List.of());

    assertThat(result.problems()).isEmpty();
    assertThat(result.graph().orElseThrow().stages()).isEmpty();
  }
}
