package dev.millrace.api.generate;

import static dev.millrace.api.generate.SchemaPath.find;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/**
 * What the schema of one kind says and no annotation can: keys of lists, defaults of lists and
 * objects.
 */
final class Refinements {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Refinements() {}

  /** Applies those of {@code kind} to the schema of the whole resource. */
  static void apply(String kind, JSONSchemaProps root) {
    switch (kind) {
      case "CoapGateway" -> gateway(root);
      case "StreamPipeline" -> {
        listMap(root, "spec.stages", "name");
        byDefault(root, "spec.stages[].steps", JSON.arrayNode());
        listMap(root, "status.stages", "name");
      }
      case "DeviceFleet" -> fleet(root);
      case "MigrationRequest" -> {
        byDefault(root, "spec.verification", JSON.objectNode());
        listMap(root, "status.partitions", "partition");
      }
      default -> {
        // The annotations of the other kinds say everything.
      }
    }
  }

  private static void gateway(JSONSchemaProps root) {
    listMap(root, "spec.listeners", "port");
    listMap(root, "spec.resources", "path");
    find(root, "spec.resources[].methods").setXKubernetesListType("set");
    byDefault(root, "spec.resources[].methods", texts("POST"));
    find(root, "spec.resources[].formats").setXKubernetesListType("set");
    byDefault(
        root,
        "spec.resources[].formats",
        texts(
            "application/json",
            "application/cbor",
            "application/senml+json",
            "application/senml+cbor"));
    byDefault(root, "spec.limits", JSON.objectNode());
    listMap(root, "spec.observe.resources", "path");
  }

  private static void fleet(JSONSchemaProps root) {
    JSONSchemaProps generator = find(root, "spec.payload{}");
    generator.setMinProperties(1L);
    generator.setMaxProperties(1L);
    // An object by the annotation, but a text, a number or a boolean is what a constant is.
    find(root, "spec.payload{}.constant").setType(null);
    JSONSchemaProps values = find(root, "spec.variables{}");
    values.setMinItems(1L);
    values.setMaxItems(1024L);
    JSONSchemaProps value = find(root, "spec.variables{}[]");
    value.setMinLength(1L);
    value.setMaxLength(253L);
  }

  private static void listMap(JSONSchemaProps root, String path, String key) {
    JSONSchemaProps list = find(root, path);
    list.setXKubernetesListType("map");
    list.setXKubernetesListMapKeys(List.of(key));
  }

  private static void byDefault(JSONSchemaProps root, String path, JsonNode value) {
    find(root, path).setDefault(value);
  }

  private static ArrayNode texts(String... values) {
    ArrayNode array = JSON.arrayNode();
    List.of(values).forEach(array::add);
    return array;
  }
}
