package dev.millrace.local.check;

import java.util.HashMap;
import java.util.Map;

/**
 * What goes from step to step.
 *
 * @param key the record's key, empty if it has none
 * @param time event time, milliseconds since the epoch
 * @param fields values by field, in the order in which they would be written
 * @param cause the record of the log that it was made from, or null if it fired by time
 */
record Event(String key, long time, Map<String, Object> fields, LogRecord cause) {
  /** The variables of expressions over one record. */
  Map<String, Object> variables() {
    Map<String, Object> variables = new HashMap<>();
    variables.put("key", key);
    variables.put("value", fields);
    return variables;
  }

  /** The same record with other fields. */
  Event with(Map<String, Object> other) {
    return new Event(key, time, other, cause);
  }
}
