package dev.millrace.api.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Makes resources of documents. */
final class ResourceReader {
  private static final ObjectMapper RECORDS = new ObjectMapper();

  private final Map<String, Kind> kinds;
  private final RuleEvaluator rules;

  ResourceReader(Map<String, Kind> kinds, RuleEvaluator rules) {
    this.kinds = kinds;
    this.rules = rules;
  }

  /**
   * The resource in {@code document} if nothing is wrong with it; else all problems that it has.
   */
  Optional<Resource<?>> read(Document document, Consumer<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Optional<Resource<?>> resource = readAll(document, found::add);
    found.forEach(problems);
    return found.isEmpty() ? resource : Optional.empty();
  }

  private Optional<Resource<?>> readAll(Document document, Consumer<Problem> problems) {
    JsonNode tree = document.tree();
    SourceMap source = document.source();
    if (!tree.isObject()) {
      problems.accept(
          Problem.in(source.start(), "holds no resource here.", "Begin with apiVersion and kind."));
      return Optional.empty();
    }
    String kind = tree.path("kind").asText();
    String apiVersion = tree.path("apiVersion").asText();
    boolean secret = kind.equals("Secret");
    if (!secret && !kinds.containsKey(kind)) {
      problems.accept(unknownKind(source, kind));
      return Optional.empty();
    }
    String expected = secret ? "v1" : Api.API_VERSION;
    if (!apiVersion.equals(expected)) {
      String is =
          apiVersion.isEmpty() ? "is missing." : BoundsCheck.shown(apiVersion) + " is not known.";
      problems.accept(
          Problem.at(source, "apiVersion", is, "The one of " + kind + " is " + expected + "."));
    }
    boolean namespaced = secret || kinds.get(kind).namespaced();
    new MetadataCheck(source, problems).check(tree.path("metadata"), namespaced);
    if (secret) {
      SecretResource values = new SecretReader(source, problems).read(tree);
      return Optional.of(resource(kind, true, document, values));
    }
    return checked(kinds.get(kind), document, problems);
  }

  private Problem unknownKind(SourceMap source, String kind) {
    List<String> known = new ArrayList<>(new TreeSet<>(kinds.keySet()));
    known.add("Secret");
    String hint = "One of: " + String.join(", ", known) + ".";
    String near = Suggestion.didYouMean(kind, known);
    String message = kind.isEmpty() ? "is missing." : BoundsCheck.shown(kind) + " is not known.";
    return Problem.at(source, "kind", message, near.isEmpty() ? hint : hint + " " + near);
  }

  private Optional<Resource<?>> checked(Kind kind, Document document, Consumer<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    new SchemaCheck(rules, document.source(), found::add)
        .check(kind.schema(), document.tree(), null);
    found.forEach(problems);
    if (!found.isEmpty()) {
      return Optional.empty();
    }
    try {
      Object spec = RECORDS.treeToValue(document.tree().get("spec"), kind.spec());
      return Optional.of(resource(kind.name(), kind.namespaced(), document, spec));
    } catch (JsonProcessingException e) {
      problems.accept(
          Problem.at(document.source(), "spec", "cannot be read: " + e.getOriginalMessage(), ""));
      return Optional.empty();
    }
  }

  private static Resource<?> resource(
      String kind, boolean namespaced, Document document, Object spec) {
    JsonNode metadata = document.tree().path("metadata");
    String namespace = namespaced ? metadata.path("namespace").asText("default") : "";
    String name = metadata.path("name").asText();
    Map<String, String> annotations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : metadata.path("annotations").properties()) {
      annotations.put(entry.getKey(), entry.getValue().asText());
    }
    return new Resource<>(kind, namespace, name, annotations, spec, document.source());
  }
}
