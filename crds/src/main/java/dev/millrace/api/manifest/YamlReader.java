package dev.millrace.api.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Splits a text into the YAML documents that it holds, as far as it can be read. */
final class YamlReader {
  /** Lists and maps within each other; composing recurses, so the stack has to be protected. */
  static final int MAX_DEPTH = 64;

  private YamlReader() {}

  /** The documents up to the first that is no YAML; that one is a problem. */
  static List<Node> read(String file, String text, Consumer<Problem> problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true)
            .setAllowRecursiveKeys(true)
            .build();
    List<Node> documents = new ArrayList<>();
    try {
      Optional<Mark> tooDeep = tooDeep(settings, text);
      if (tooDeep.isPresent()) {
        problems.accept(
            Problem.in(
                location(file, tooDeep),
                "has more than " + MAX_DEPTH + " lists and maps within each other.",
                ""));
        return documents;
      }
    } catch (YamlEngineException e) {
      // Composing meets the same error, after the documents before it.
    }
    try {
      new Compose(settings).composeAllFromString(text).forEach(documents::add);
    } catch (MarkedYamlEngineException e) {
      problems.accept(Problem.in(location(file, e.getProblemMark()), "no YAML: " + words(e), ""));
    } catch (YamlEngineException e) {
      problems.accept(Problem.in(Location.ofFile(file), "no YAML: " + firstLine(e), ""));
    }
    return documents;
  }

  static Location location(String file, Optional<Mark> mark) {
    return mark.map(m -> new Location(file, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> Location.ofFile(file));
  }

  private static Optional<Mark> tooDeep(LoadSettings settings, String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
        if (depth > MAX_DEPTH) {
          return event.getStartMark();
        }
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    return Optional.empty();
  }

  /** The words of the error without its excerpt, which might show a secret. */
  private static String words(MarkedYamlEngineException error) {
    String context =
        error.getContext() == null || error.getContext().isBlank() ? "" : error.getContext() + ", ";
    return context + error.getProblem() + ".";
  }

  private static String firstLine(YamlEngineException error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
  }
}
