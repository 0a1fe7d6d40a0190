package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads a Kubernetes Secret. No message of it ever shows a value. */
final class SecretReader {
  private static final Set<String> FIELDS =
      Set.of("apiVersion", "kind", "metadata", "type", "data", "stringData", "immutable");

  private final SourceMap source;
  private final Consumer<Problem> problems;

  SecretReader(SourceMap source, Consumer<Problem> problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The values, {@code stringData} before {@code data}, as far as they can be read. */
  SecretResource read(JsonNode secret) {
    for (Map.Entry<String, JsonNode> entry : secret.properties()) {
      if (!FIELDS.contains(entry.getKey())) {
        String near = Suggestion.didYouMean(entry.getKey(), FIELDS);
        String fields = "Fields: " + String.join(", ", new TreeSet<>(FIELDS)) + ".";
        report(
            FieldPath.of(entry.getKey()), "is no field of this.", near.isEmpty() ? fields : near);
      }
    }
    Map<String, byte[]> values = new LinkedHashMap<>();
    read(secret, "data", values);
    read(secret, "stringData", values);
    return new SecretResource(values);
  }

  private void read(JsonNode secret, String field, Map<String, byte[]> values) {
    JsonNode map = secret.path(field);
    FieldPath path = FieldPath.of(field);
    if (map.isMissingNode() || map.isNull()) {
      return;
    }
    if (!map.isObject()) {
      report(path, "is not a map.", "Allowed: a map of texts.");
      return;
    }
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      FieldPath at = path.field(entry.getKey());
      if (!entry.getValue().isTextual()) {
        report(at, "is not a text.", "Put it in quotes.");
      } else if (field.equals("stringData")) {
        values.put(entry.getKey(), entry.getValue().asText().getBytes(StandardCharsets.UTF_8));
      } else {
        decode(entry.getKey(), entry.getValue().asText(), at, values);
      }
    }
  }

  private void decode(String key, String text, FieldPath at, Map<String, byte[]> values) {
    try {
      values.put(key, Base64.getDecoder().decode(text.replaceAll("\\s", "")));
    } catch (IllegalArgumentException e) {
      report(at, "is not Base64.", "Put plain text under stringData.");
    }
  }

  private void report(FieldPath path, String message, String hint) {
    problems.accept(Problem.at(source, path, message, hint));
  }
}
