package dev.millrace.api.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Loads manifests from files, at least as strictly as a cluster does: the same schema, the same
 * rules, no unknown field, and nothing that kubectl would read as something else.
 */
public final class Manifests {
  private static final String HINT = "Manifests end in .yaml or .yml.";

  private static final Map<String, Kind> KINDS = Kinds.load();

  private final ResourceReader reader = new ResourceReader(KINDS, new CelRules());
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final List<Resource<?>> resources = new ArrayList<>();

  private Manifests() {}

  /**
   * Everything in the files of {@code directory} that end in .yaml or .yml, in the order of their
   * names, folders within it aside. Whatever is wrong, a file that cannot be read too, is a problem
   * of the result.
   */
  public static LoadResult load(Path directory) {
    Manifests manifests = new Manifests();
    manifests.directory(directory);
    return manifests.result();
  }

  /** The same for a text; {@code file} is its name in problems. */
  public static LoadResult parse(String file, String text) {
    Manifests manifests = new Manifests();
    manifests.text(file, text);
    return manifests.result();
  }

  private LoadResult result() {
    return new LoadResult(resources, problems.stream().sorted(Problem.ORDER).toList());
  }

  private void directory(Path directory) {
    Location place = Location.ofFile(name(directory));
    List<Path> files = List.of();
    try (Stream<Path> entries = Files.list(directory)) {
      files = entries.filter(Manifests::isManifest).sorted().toList();
    } catch (NoSuchFileException e) {
      problems.add(Problem.in(place, "does not exist.", ""));
      return;
    } catch (NotDirectoryException e) {
      problems.add(Problem.in(place, "is not a directory.", ""));
      return;
    } catch (IOException e) {
      String why = e.getClass().getSimpleName();
      problems.add(Problem.in(place, "cannot be read: " + why + ".", e.getMessage()));
      return;
    }
    for (Path file : files) {
      ManifestFile.read(file, name(file), problems::add).ifPresent(text -> text(name(file), text));
    }
    if (resources.isEmpty() && problems.isEmpty()) {
      problems.add(Problem.in(place, "holds no manifest.", HINT));
    }
  }

  private static boolean isManifest(Path path) {
    String name = path.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(path);
  }

  private static String name(Path path) {
    return path.toString().replace('\\', '/');
  }

  private void text(String file, String text) {
    for (Node node : YamlReader.read(file, text, problems::add)) {
      boolean blank = node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
      if (!blank) {
        document(file, node);
      }
    }
  }

  private void document(String file, Node node) {
    int before = problems.size();
    TreeReader.read(file, node, problems::add)
        .flatMap(document -> reader.read(document, problems::add))
        .filter(resource -> problems.size() == before)
        .ifPresent(this::add);
  }

  private void add(Resource<?> resource) {
    for (Resource<?> other : resources) {
      if (other.kind().equals(resource.kind())
          && other.namespace().equals(resource.namespace())
          && other.name().equals(resource.name())) {
        String what = resource.kind() + " " + resource.name();
        String message = what + " is there twice, first at " + other.source().start() + ".";
        problems.add(
            Problem.at(resource.source(), "metadata.name", message, "Give it another name."));
        return;
      }
    }
    resources.add(resource);
  }
}
