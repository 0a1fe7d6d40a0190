package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One node of the structural schema of a kind (apiextensions.k8s.io/v1), as far as the CRDs of
 * Millrace use it.
 *
 * @param type object, array, string, integer, number or boolean; empty accepts any value
 * @param description what the value is
 * @param properties the fields of an object
 * @param required those that must be there
 * @param values the values of a map; null unless it is one
 * @param items the elements of a list; null unless it is one
 * @param open whether fields that the schema does not name are kept
 * @param allowed the texts of an enumeration; empty if any is allowed
 * @param defaultValue what an absent field gets; null if nothing
 * @param bounds the limits on the value
 * @param unique whether the elements of a list must differ
 * @param keys the fields by which the elements of a list differ; empty means as a whole
 * @param rules the CEL rules
 */
record Schema(
    String type,
    String description,
    Map<String, Schema> properties,
    Set<String> required,
    Schema values,
    Schema items,
    boolean open,
    List<String> allowed,
    JsonNode defaultValue,
    Bounds bounds,
    boolean unique,
    List<String> keys,
    List<Rule> rules) {
  /** The schema of the entry {@code name} of an object or map; null if it may not have one. */
  Schema of(String name) {
    return properties.getOrDefault(name, values);
  }
}
