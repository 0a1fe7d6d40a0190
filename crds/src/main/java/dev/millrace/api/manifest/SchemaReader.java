package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a schema as a CRD states it. */
final class SchemaReader {
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "description",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "default",
          "pattern",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "x-kubernetes-preserve-unknown-fields",
          "x-kubernetes-list-type",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-validations");

  private SchemaReader() {}

  /**
   * The schema that {@code json} states.
   *
   * @param place kind and path, for messages
   * @throws IllegalStateException if it uses a keyword that the check would not honour
   */
  static Schema read(JsonNode json, String place) {
    for (String keyword : fields(json).keySet()) {
      if (!KEYWORDS.contains(keyword)) {
        throw new IllegalStateException("the schema of " + place + " uses " + keyword);
      }
    }
    Map<String, Schema> properties = new LinkedHashMap<>();
    fields(json.path("properties"))
        .forEach((name, field) -> properties.put(name, read(field, place + "." + name)));
    String listType = json.path("x-kubernetes-list-type").asText();
    return new Schema(
        json.path("type").asText(),
        json.path("description").asText(),
        Collections.unmodifiableMap(properties),
        Collections.unmodifiableSet(new LinkedHashSet<>(texts(json.path("required")))),
        json.has("additionalProperties")
            ? read(json.get("additionalProperties"), place + "{}")
            : null,
        json.has("items") ? read(json.get("items"), place + "[]") : null,
        json.path("x-kubernetes-preserve-unknown-fields").asBoolean(),
        texts(json.path("enum")),
        json.get("default"),
        Bounds.of(json),
        listType.equals("set") || listType.equals("map"),
        texts(json.path("x-kubernetes-list-map-keys")),
        rules(json.path("x-kubernetes-validations"), place));
  }

  private static List<Rule> rules(JsonNode json, String place) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode rule : json) {
      rules.add(
          new Rule(
              place, rule.path("rule").asText(), rule.path("message").asText(), fieldPath(rule)));
    }
    return List.copyOf(rules);
  }

  /** A CRD cannot name a field of the metadata as the one to blame. */
  private static String fieldPath(JsonNode rule) {
    boolean ofName = rule.path("rule").asText().contains("self.metadata.name");
    return ofName ? ".metadata.name" : rule.path("fieldPath").asText();
  }

  private static Map<String, JsonNode> fields(JsonNode json) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    json.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
    return fields;
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(element -> texts.add(element.asText()));
    return List.copyOf(texts);
  }
}
