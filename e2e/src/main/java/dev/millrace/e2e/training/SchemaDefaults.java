package dev.millrace.e2e.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Fills in what the schemas of CRDs give as defaults, as an API server does. */
final class SchemaDefaults {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, JsonNode> schemas = new HashMap<>();

  private SchemaDefaults() {}

  /** Those of all CRDs in a directory of YAML files. */
  static SchemaDefaults read(Path directory) throws IOException {
    SchemaDefaults read = new SchemaDefaults();
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    for (Path file : files) {
      JsonNode spec = yaml.readTree(file.toFile()).path("spec");
      read.schemas.put(
          spec.path("names").path("kind").asText(),
          spec.path("versions").path(0).path("schema").path("openAPIV3Schema"));
    }
    return read;
  }

  /** Changes and returns the resource; one of another kind stays as it is. */
  ObjectNode fill(ObjectNode resource) {
    JsonNode schema = schemas.get(resource.path("kind").asText());
    if (schema != null) {
      fill(resource, schema);
    }
    return resource;
  }

  private static void fill(JsonNode node, JsonNode schema) {
    if (node instanceof ObjectNode object) {
      schema
          .path("properties")
          .properties()
          .forEach(
              property -> {
                JsonNode given = property.getValue().get("default");
                if (given != null && !object.has(property.getKey())) {
                  object.set(property.getKey(), given.deepCopy());
                }
                fill(object.path(property.getKey()), property.getValue());
              });
      JsonNode values = schema.path("additionalProperties");
      if (values.isObject()) {
        object.forEach(value -> fill(value, values));
      }
    } else if (node.isArray()) {
      node.forEach(item -> fill(item, schema.path("items")));
    }
  }
}
