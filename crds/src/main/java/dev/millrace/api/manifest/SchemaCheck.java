package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Checks one resource against the schema of its kind as the API server does, and fills in the
 * defaults. Where the server stops at the first sort of error, this goes on: a rule is decided
 * wherever what it looks at is sound.
 */
final class SchemaCheck {
  private final RuleEvaluator rules;
  private final SourceMap source;
  private final Consumer<Problem> problems;
  private int unsound;

  SchemaCheck(RuleEvaluator rules, SourceMap source, Consumer<Problem> problems) {
    this.rules = rules;
    this.source = source;
    this.problems = problems;
  }

  /** Checks {@code value}; {@code old} is the resource that it changes, or null. */
  void check(Schema schema, JsonNode value, JsonNode old) {
    check(schema, value, old, FieldPath.root());
  }

  /** Whether the value is sound, rules aside. */
  private boolean check(Schema schema, JsonNode value, JsonNode old, FieldPath path) {
    if (!Types.matches(schema.type(), value)) {
      report(
          path, "is " + Types.name(value) + ".", "Allowed: " + Types.article(schema.type()) + ".");
      return false;
    }
    int before = unsound;
    Set<String> unsoundFields = new HashSet<>();
    if (value instanceof ObjectNode object && schema.type().equals("object")) {
      fields(schema, object, old, path, unsoundFields);
    } else if (schema.type().equals("array")) {
      elements(schema, value, path);
    }
    BoundsCheck.check(schema, value).ifPresent(f -> report(path, f.message(), f.hint()));
    boolean sound = unsound == before;
    for (Rule rule : schema.rules()) {
      boolean decidable =
          sound
              || (!schema.properties().isEmpty()
                  && Collections.disjoint(unsoundFields, rule.names()));
      if (decidable && (old != null || !rule.isTransition())) {
        decide(rule, schema, value, old, path);
      }
    }
    return sound;
  }

  private void fields(
      Schema schema, ObjectNode object, JsonNode old, FieldPath path, Set<String> unsoundFields) {
    schema
        .properties()
        .forEach(
            (name, field) -> {
              // The API server drops a null before it fills in defaults.
              if (object.path(name).isNull()) {
                object.remove(name);
              }
              if (field.defaultValue() != null && !object.has(name)) {
                object.set(name, field.defaultValue().deepCopy());
              }
            });
    if (schema.values() != null) {
      sort(object);
    }
    for (String name : schema.required()) {
      if (!object.has(name)) {
        report(path.field(name), "is missing.", schema.of(name).description());
        unsoundFields.add(name);
      }
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Schema field = schema.of(entry.getKey());
      FieldPath at = path.field(entry.getKey());
      if (field != null) {
        JsonNode before = old == null ? null : old.get(entry.getKey());
        if (!check(field, entry.getValue(), before, at)) {
          unsoundFields.add(entry.getKey());
        }
      } else if (!schema.open()) {
        report(at, "is no field of this.", known(schema, entry.getKey()));
      }
    }
  }

  /**
   * A cluster hands out the entries of a map in this order, so a local run has to have the same
   * one.
   */
  private static void sort(ObjectNode map) {
    SortedMap<String, JsonNode> sorted = new TreeMap<>();
    map.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    map.removeAll();
    map.setAll(sorted);
  }

  private static String known(Schema schema, String written) {
    String near = Suggestion.didYouMean(written, schema.properties().keySet());
    return near.isEmpty()
        ? "Fields: " + String.join(", ", new TreeSet<>(schema.properties().keySet())) + "."
        : near;
  }

  /**
   * Elements of a list have no counterpart in the list before: no rule of Millrace compares them.
   */
  private void elements(Schema schema, JsonNode list, FieldPath path) {
    Map<Object, FieldPath> seen = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      FieldPath at = path.index(i);
      check(schema.items(), list.get(i), null, at);
      if (schema.unique()) {
        FieldPath first = seen.putIfAbsent(identity(schema.keys(), list.get(i)), at);
        if (first != null) {
          String by = schema.keys().isEmpty() ? "" : " by " + String.join(" and ", schema.keys());
          report(at, "is the same as " + first + by + ".", "Each may be there once.");
        }
      }
    }
  }

  private static Object identity(List<String> keys, JsonNode element) {
    return keys.isEmpty() ? element : keys.stream().map(element::path).toList();
  }

  private void decide(Rule rule, Schema schema, JsonNode value, JsonNode old, FieldPath path) {
    Object before = old == null ? null : CelValues.of(schema, old);
    rules
        .violation(rule, CelValues.of(schema, value), before)
        .ifPresent(message -> blame(path, rule.fieldPath(), message));
  }

  /** Unlike {@link #report}, leaves what is around it sound for its own rules. */
  private void blame(FieldPath path, String fieldPath, String message) {
    FieldPath at = path;
    for (String name : fieldPath.split("\\.", -1)) {
      at = name.isEmpty() ? at : at.field(name);
    }
    problems.accept(Problem.at(source, at, message + ".", ""));
  }

  private void report(FieldPath path, String message, String hint) {
    unsound++;
    problems.accept(Problem.at(source, path, message, hint));
  }
}
