package dev.millrace.local.check;

import dev.millrace.api.FieldType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and types of a record's fields, in the order in which they are written. */
record Fields(Map<String, FieldType> types) {
  Fields(Map<String, FieldType> types) {
    this.types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
  }

  /** These values, in the declared order, absent ones left out. */
  Map<String, Object> ordered(Map<String, Object> values) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String name : types.keySet()) {
      if (values.containsKey(name)) {
        ordered.put(name, values.get(name));
      }
    }
    return ordered;
  }
}
