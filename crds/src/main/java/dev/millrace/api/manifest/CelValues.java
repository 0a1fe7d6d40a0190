package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as the rules of a schema see them: typed by the schema, not by how they are written. */
final class CelValues {
  private CelValues() {}

  /**
   * The value; null for one that the schema gives no type, which rules cannot see on a cluster
   * either.
   */
  static Object of(Schema schema, JsonNode value) {
    return switch (schema.type()) {
      case "object" -> object(schema, value);
      case "array" -> {
        List<Object> list = new ArrayList<>();
        value.forEach(element -> list.add(of(schema.items(), element)));
        yield list;
      }
      case "string" -> value.asText();
      case "integer" -> value.asLong();
      case "number" -> value.asDouble();
      case "boolean" -> value.asBoolean();
      default -> null;
    };
  }

  private static Map<String, Object> object(Schema schema, JsonNode value) {
    Map<String, Object> object = new LinkedHashMap<>();
    value
        .properties()
        .forEach(
            entry -> {
              Schema field = schema.of(entry.getKey());
              Object converted = field == null ? null : of(field, entry.getValue());
              if (converted != null) {
                object.put(entry.getKey(), converted);
              }
            });
    return object;
  }
}
