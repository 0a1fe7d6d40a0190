package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.manifest.LoadResult;
import dev.millrace.api.manifest.Location;
import dev.millrace.api.manifest.Manifests;
import dev.millrace.api.manifest.Problem;
import dev.millrace.api.manifest.ProblemReport;
import dev.millrace.api.manifest.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A directory of manifests from the test resources, and copies of it with a change. */
final class ManifestDirectory {
  private final Map<String, String> files;
  private final Path copy;

  private ManifestDirectory(Map<String, String> files, Path copy) {
    this.files = files;
    this.copy = copy;
  }

  /** The root of all directories. */
  static Path root() {
    try {
      return Path.of(ManifestDirectory.class.getResource("/pipelines").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A directory, which is written to {@code copy} before it is loaded. */
  static ManifestDirectory of(String name, Path copy) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(root().resolve(name))) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".yaml")).toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ManifestDirectory(files, copy);
  }

  /** The same with the one place of a file changed that has {@code old}. */
  ManifestDirectory with(String file, String old, String changed) {
    String content = files.get(file);
    assertThat(content.split(Pattern.quote(old), -1))
        .as("places of '%s' in %s", old, file)
        .hasSize(2);
    return withFile(file, content.replace(old, changed));
  }

  /** The same with a file more, or another content of a file. */
  ManifestDirectory withFile(String file, String content) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.put(file, content);
    return new ManifestDirectory(changed, copy);
  }

  /** The same without a file. */
  ManifestDirectory without(String file) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.remove(file);
    return new ManifestDirectory(changed, copy);
  }

  /** The resources, which are all valid each for itself. */
  List<Resource<?>> load() {
    try {
      Files.createDirectories(copy);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(copy.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LoadResult loaded = Manifests.load(copy);
    assertThat(render(loaded.problems())).isEmpty();
    return loaded.resources();
  }

  CheckResult check() {
    return PipelineCompiler.check(load());
  }

  /** The graph, of a directory without problems. */
  PipelineGraph graph() {
    return check().graph().orElseThrow();
  }

  /** All problems as the user sees them, without the last line. */
  List<String> problems() {
    return lines(check().problems());
  }

  /** All problems of a local run as the user sees them, without the last line. */
  List<String> localProblems() {
    return lines(PipelineCompiler.checkLocal(load()));
  }

  /** The report, with files named relative to the directory. */
  String render(List<Problem> problems) {
    List<Problem> relative =
        problems.stream()
            .map(
                problem ->
                    new Problem(
                        new Location(
                            relative(problem.location().file()),
                            problem.location().line(),
                            problem.location().column()),
                        problem.fieldPath(),
                        problem.message().replace(copy + "/", ""),
                        problem.hint(),
                        problem.excerpt(),
                        problem.caret()))
            .toList();
    return ProblemReport.render(relative);
  }

  private String relative(String file) {
    return file.replace(copy + "/", "");
  }

  private List<String> lines(List<Problem> problems) {
    List<String> lines = render(problems).lines().map(String::strip).toList();
    return lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1);
  }
}
