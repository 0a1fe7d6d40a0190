package dev.millrace.local.check;

import dev.millrace.api.FieldType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** One formula a result field, in the order in which the fields are written. */
record FormulaRow(Map<String, Formula> formulas) {
  static FormulaRow of(Map<String, String> sources, Function<String, Formula> compiler) {
    Map<String, Formula> formulas = new LinkedHashMap<>();
    sources.forEach((name, source) -> formulas.put(name, compiler.apply(source)));
    return new FormulaRow(formulas);
  }

  Map<String, Object> values(Map<String, Object> variables) throws StepFailure {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, Formula> entry : formulas.entrySet()) {
      values.put(entry.getKey(), entry.getValue().value(variables));
    }
    return values;
  }

  Fields types() {
    Map<String, FieldType> types = new LinkedHashMap<>();
    formulas.forEach((name, formula) -> types.put(name, formula.type()));
    return new Fields(types);
  }
}
