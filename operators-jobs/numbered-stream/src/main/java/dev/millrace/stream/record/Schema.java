package dev.millrace.stream.record;

import dev.millrace.api.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/** The declared fields of a record, in the order in which they are written. Immutable. */
public final class Schema {
  /** Most fields a schema can have: a {@link Row} keeps their presence in the bits of one long. */
  public static final int MAXIMUM_FIELDS = Long.SIZE;

  private final String[] names;
  private final FieldType[] types;
  private final Map<String, Integer> slots;
  private final EvaluationException[] missing;

  private Schema(String[] names, FieldType[] types, Map<String, Integer> slots) {
    this.names = names;
    this.types = types;
    this.slots = slots;
    this.missing = new EvaluationException[names.length];
    Arrays.setAll(missing, slot -> new EvaluationException("no field '" + names[slot] + "'"));
  }

  /**
   * A schema of the given fields.
   *
   * @param ordered the fields; the map's iteration order becomes the order of the slots, so it must
   *     be one that every replica sees alike
   * @throws IllegalArgumentException if there are more than {@link #MAXIMUM_FIELDS} fields, or one
   *     has no name
   */
  public static Schema of(Map<String, FieldType> ordered) {
    if (ordered.size() > MAXIMUM_FIELDS) {
      throw new IllegalArgumentException(
          "a record can have at most " + MAXIMUM_FIELDS + " fields, these are " + ordered.size());
    }
    List<String> names = new ArrayList<>();
    List<FieldType> types = new ArrayList<>();
    Map<String, Integer> slots = new HashMap<>();
    ordered.forEach(
        (name, type) -> {
          if (name.isEmpty()) {
            throw new IllegalArgumentException("a field has no name");
          }
          slots.put(name, names.size());
          names.add(name);
          types.add(Objects.requireNonNull(type, name));
        });
    return new Schema(names.toArray(String[]::new), types.toArray(FieldType[]::new), slots);
  }

  public int size() {
    return names.length;
  }

  public String name(int slot) {
    return names[slot];
  }

  public FieldType type(int slot) {
    return types[slot];
  }

  /** The slot of a field, or -1 if it is not declared. */
  public int slot(String name) {
    Integer slot = slots.get(name);
    return slot == null ? -1 : slot;
  }

  /** The names in declared order. */
  public List<String> names() {
    return List.of(names);
  }

  EvaluationException missing(int slot) {
    return missing[slot];
  }

  @Override
  public boolean equals(Object other) {
    if (other == this) {
      return true;
    }
    return other instanceof Schema that
        && Arrays.equals(names, that.names)
        && Arrays.equals(types, that.types);
  }

  @Override
  public int hashCode() {
    int hash = Arrays.hashCode(names);
    for (FieldType type : types) {
      // By name: an enum's own hash is its identity, which differs from one process to the next.
      hash = 31 * hash + type.name().hashCode();
    }
    return hash;
  }

  /** The fields as they are declared: {@code {lot: string, level: int}}. */
  @Override
  public String toString() {
    StringJoiner fields = new StringJoiner(", ", "{", "}");
    for (int slot = 0; slot < names.length; slot++) {
      fields.add(names[slot] + ": " + label(types[slot]));
    }
    return fields.toString();
  }

  /** A type's name as manifests and expressions write it. */
  public static String label(FieldType type) {
    return switch (type) {
      case INT -> "int";
      case DOUBLE -> "double";
      case STRING -> "string";
      case BOOL -> "bool";
    };
  }
}
