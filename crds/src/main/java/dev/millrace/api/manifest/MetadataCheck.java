package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.millrace.api.Syntax;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Checks the metadata of a resource: what the API server checks of every kind. */
final class MetadataCheck {
  private static final FieldPath METADATA = FieldPath.of("metadata");
  private static final Pattern NAME = Pattern.compile(Syntax.SUBDOMAIN);
  private static final Pattern LABEL = Pattern.compile(Syntax.LABEL);

  /** What people write; the rest is what a server adds, and stands in files that come from one. */
  private static final Set<String> FIELDS =
      Set.of("name", "namespace", "labels", "annotations", "finalizers", "ownerReferences");

  private static final Set<String> FROM_SERVER =
      Set.of(
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields",
          "selfLink");

  private final SourceMap source;
  private final Consumer<Problem> problems;

  MetadataCheck(SourceMap source, Consumer<Problem> problems) {
    this.source = source;
    this.problems = problems;
  }

  /** Reports everything that is wrong with {@code metadata}. */
  void check(JsonNode metadata, boolean namespaced) {
    if (!metadata.isObject()) {
      report(METADATA, "is missing.", "Give it a name: metadata: {name: …}.");
      return;
    }
    name(metadata.path("name"));
    namespace(metadata.path("namespace"), namespaced);
    for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
      String field = entry.getKey();
      if (field.equals("labels") || field.equals("annotations")) {
        texts(METADATA.field(field), entry.getValue());
      } else if (!FIELDS.contains(field) && !FROM_SERVER.contains(field)) {
        String near = Suggestion.didYouMean(field, FIELDS);
        report(
            METADATA.field(field),
            "is no field of this.",
            near.isEmpty() ? "Fields: " + String.join(", ", new TreeSet<>(FIELDS)) + "." : near);
      }
    }
  }

  private void name(JsonNode name) {
    FieldPath path = METADATA.field("name");
    if (name.isMissingNode()) {
      report(path, "is missing.", "");
    } else if (!name.isTextual()) {
      report(path, "is " + Types.name(name) + ".", "Allowed: a text.");
    } else if (!NAME.matcher(name.asText()).find()) {
      String allowed = Syntax.inWords(Syntax.SUBDOMAIN).orElseThrow();
      report(
          path,
          BoundsCheck.shown(name.asText()) + " is not allowed.",
          "Allowed: " + allowed + ", at most " + Syntax.SUBDOMAIN_LENGTH + " characters.");
    }
  }

  private void namespace(JsonNode namespace, boolean namespaced) {
    FieldPath path = METADATA.field("namespace");
    if (namespace.isMissingNode()) {
      return;
    }
    if (!namespaced) {
      report(path, "is given, but this kind belongs to the whole cluster.", "Leave it out.");
    } else if (!namespace.isTextual() || !LABEL.matcher(namespace.asText()).find()) {
      String allowed = Syntax.inWords(Syntax.LABEL).orElseThrow();
      report(path, Types.name(namespace) + " is not allowed.", "Allowed: " + allowed + ".");
    }
  }

  private void texts(FieldPath path, JsonNode map) {
    if (!map.isObject()) {
      report(path, "is " + Types.name(map) + ".", "Allowed: a map of texts.");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      if (!entry.getValue().isTextual()) {
        report(
            path.field(entry.getKey()),
            "is " + Types.name(entry.getValue()) + ".",
            "Allowed: a text; put it in quotes.");
      }
    }
  }

  private void report(FieldPath path, String message, String hint) {
    problems.accept(Problem.at(source, path, message, hint));
  }
}
