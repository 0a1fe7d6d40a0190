package dev.millrace.local.check;

import dev.millrace.api.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The result fields of a window or running step: aggregates, the key, and a window's bounds. */
final class Emission {
  private static final Pattern CALL =
      Pattern.compile(
          "\\s*(count|sum|min|max|avg|first|last|distinct)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
  private static final Fields WINDOW =
      new Fields(Map.of("start", FieldType.INT, "end", FieldType.INT));

  /** One field: an aggregate of an argument (null: of the records), or a plain formula. */
  private record Field(String name, Aggregate aggregate, Formula formula) {
    FieldType type() {
      FieldType own = formula == null ? null : formula.type();
      return aggregate == null ? own : aggregate.type(own);
    }
  }

  private final List<Field> fields = new ArrayList<>();

  /** Fields of records whose fields are {@code input}. */
  Emission(Map<String, String> emit, Fields input) {
    emit.forEach(
        (name, source) -> {
          Matcher call = CALL.matcher(source);
          if (!call.matches()) {
            fields.add(
                new Field(
                    name, null, Formula.of(source, List.of("key"), Map.of("window", WINDOW))));
          } else {
            Aggregate aggregate = Aggregate.valueOf(call.group(1).toUpperCase(Locale.ROOT));
            String argument = call.group(2);
            fields.add(
                new Field(
                    name,
                    aggregate,
                    argument.isBlank()
                        ? null
                        : Formula.of(argument, List.of("key"), Map.of("value", input))));
          }
        });
  }

  /** The arguments of all aggregates for one record. */
  Object[] arguments(Event event) throws StepFailure {
    Map<String, Object> variables = event.variables();
    Object[] arguments = new Object[fields.size()];
    for (int i = 0; i < arguments.length; i++) {
      Field field = fields.get(i);
      if (field.aggregate() != null && field.formula() != null) {
        arguments[i] = field.formula().value(variables);
      }
    }
    return arguments;
  }

  /** States after one more record; {@code states} is null if there was none before. */
  Object[] add(Object[] states, Object[] arguments, long rank) throws StepFailure {
    Object[] next = new Object[fields.size()];
    // Sets are changed in place, so they come last: what can fail has not failed then.
    for (boolean sets : new boolean[] {false, true}) {
      for (int i = 0; i < next.length; i++) {
        Aggregate aggregate = fields.get(i).aggregate();
        if (aggregate != null && (aggregate == Aggregate.DISTINCT) == sets) {
          next[i] = aggregate.add(states == null ? null : states[i], arguments[i], rank);
        }
      }
    }
    return next;
  }

  /** States of the records of {@code earlier} followed by those of {@code later}. */
  Object[] merge(Object[] earlier, Object[] later, boolean byRank) throws StepFailure {
    Object[] merged = new Object[fields.size()];
    for (int i = 0; i < merged.length; i++) {
      Aggregate aggregate = fields.get(i).aggregate();
      if (aggregate != null) {
        merged[i] =
            byRank
                ? aggregate.mergeByRank(earlier[i], later[i])
                : aggregate.merge(earlier[i], later[i]);
      }
    }
    return merged;
  }

  /** The result fields of a window [start, end). */
  Map<String, Object> results(Object[] states, String key, long start, long end)
      throws StepFailure {
    Map<String, Object> variables =
        Map.of("key", key, "window", Map.of("start", start, "end", end));
    Map<String, Object> results = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      results.put(
          field.name(),
          field.aggregate() == null
              ? field.formula().value(variables)
              : field.aggregate().result(states[i]));
    }
    return results;
  }

  /** Names and types of the result fields. */
  Fields types() {
    Map<String, FieldType> types = new LinkedHashMap<>();
    fields.forEach(field -> types.put(field.name(), field.type()));
    return new Fields(types);
  }
}
