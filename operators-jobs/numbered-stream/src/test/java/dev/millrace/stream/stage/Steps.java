package dev.millrace.stream.stage;

import dev.millrace.api.CountWindowSpec;
import dev.millrace.api.CustomSpec;
import dev.millrace.api.DedupeSpec;
import dev.millrace.api.FieldType;
import dev.millrace.api.FlatMapSpec;
import dev.millrace.api.JoinSpec;
import dev.millrace.api.SlidingSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.ThrottleSpec;
import dev.millrace.api.WindowSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steps as manifests write them. Fields are given as name, expression, name, expression … */
final class Steps {
  private Steps() {}

  static Map<String, String> fields(String... namesAndSources) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndSources.length; i += 2) {
      fields.put(namesAndSources[i], namesAndSources[i + 1]);
    }
    return fields;
  }

  static StepSpec filter(String condition) {
    return new StepSpec(condition, null, null, null, null, null, null, null, null, null);
  }

  static StepSpec map(String... fields) {
    return new StepSpec(null, fields(fields), null, null, null, null, null, null, null, null);
  }

  static StepSpec flatMap(FlatMapSpec... entries) {
    return new StepSpec(null, null, List.of(entries), null, null, null, null, null, null, null);
  }

  static FlatMapSpec entry(String when, String... fields) {
    return new FlatMapSpec(when, fields(fields));
  }

  static StepSpec rekey(String key) {
    return new StepSpec(null, null, null, key, null, null, null, null, null, null);
  }

  static StepSpec dedupe(String by, String within) {
    DedupeSpec dedupe = new DedupeSpec(by, within);
    return new StepSpec(null, null, null, null, dedupe, null, null, null, null, null);
  }

  static StepSpec running(String... fields) {
    return new StepSpec(null, null, null, null, null, fields(fields), null, null, null, null);
  }

  static StepSpec window(WindowSpec window) {
    return new StepSpec(null, null, null, null, null, null, window, null, null, null);
  }

  static StepSpec tumbling(String size, String... emit) {
    return window(new WindowSpec(size, null, null, null, fields(emit)));
  }

  static StepSpec sliding(String size, String every, String... emit) {
    return window(new WindowSpec(null, new SlidingSpec(size, every), null, null, fields(emit)));
  }

  static StepSpec session(String gap, String... emit) {
    return window(new WindowSpec(null, null, gap, null, fields(emit)));
  }

  static StepSpec count(int size, Integer every, String... emit) {
    CountWindowSpec count = new CountWindowSpec(size, every);
    return window(new WindowSpec(null, null, null, count, fields(emit)));
  }

  static StepSpec join(String left, String right, String within, String... emit) {
    JoinSpec join = new JoinSpec("s", left, right, within, fields(emit));
    return new StepSpec(null, null, null, null, null, null, null, join, null, null);
  }

  static StepSpec throttle(int limit, String per) {
    ThrottleSpec throttle = new ThrottleSpec(limit, per);
    return new StepSpec(null, null, null, null, null, null, null, null, throttle, null);
  }

  static StepSpec custom(
      Class<?> type, Map<String, String> parameters, Map<String, FieldType> fields) {
    return custom(type.getName(), parameters, fields);
  }

  static StepSpec custom(
      String className, Map<String, String> parameters, Map<String, FieldType> fields) {
    CustomSpec custom = new CustomSpec(className, parameters, fields);
    return new StepSpec(null, null, null, null, null, null, null, null, null, custom);
  }
}
