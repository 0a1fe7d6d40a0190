package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;

/** The limits of a schema on a value; null where there is none. */
record Bounds(
    Double minimum,
    boolean exclusiveMinimum,
    Double maximum,
    boolean exclusiveMaximum,
    Integer minLength,
    Integer maxLength,
    Integer minItems,
    Integer maxItems,
    Integer minProperties,
    Integer maxProperties,
    Pattern pattern) {
  /** The limits that a schema states. */
  static Bounds of(JsonNode schema) {
    return new Bounds(
        number(schema, "minimum"),
        schema.path("exclusiveMinimum").asBoolean(),
        number(schema, "maximum"),
        schema.path("exclusiveMaximum").asBoolean(),
        count(schema, "minLength"),
        count(schema, "maxLength"),
        count(schema, "minItems"),
        count(schema, "maxItems"),
        count(schema, "minProperties"),
        count(schema, "maxProperties"),
        schema.has("pattern") ? Pattern.compile(schema.get("pattern").asText()) : null);
  }

  private static Double number(JsonNode schema, String field) {
    return schema.has(field) ? (Double) schema.get(field).asDouble() : null;
  }

  private static Integer count(JsonNode schema, String field) {
    return schema.has(field) ? (Integer) schema.get(field).asInt() : null;
  }
}
