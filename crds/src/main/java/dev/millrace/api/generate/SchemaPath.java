package dev.millrace.api.generate;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/**
 * Finds a part of a schema by a path such as {@code spec.stages[].resources} or {@code
 * spec.payload{}}.
 */
final class SchemaPath {
  private SchemaPath() {}

  /**
   * The schema at {@code path}: {@code []} stands for a list's items and {@code {}} for a map's
   * values.
   *
   * @throws IllegalArgumentException if there is none, because then a type has changed and its
   *     refinement has not
   */
  static JSONSchemaProps find(JSONSchemaProps root, String path) {
    JSONSchemaProps at = root;
    for (String step : path.replace("[]", ".[]").replace("{}", ".{}").split("\\.", -1)) {
      at =
          switch (step) {
            case "[]" -> at.getItems() == null ? null : at.getItems().getSchema();
            case "{}" ->
                at.getAdditionalProperties() == null
                    ? null
                    : at.getAdditionalProperties().getSchema();
            default -> at.getProperties() == null ? null : at.getProperties().get(step);
          };
      if (at == null) {
        throw new IllegalArgumentException("no '" + step + "' on the way to " + path);
      }
    }
    return at;
  }
}
