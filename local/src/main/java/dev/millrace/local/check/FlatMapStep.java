package dev.millrace.local.check;

import java.util.List;
import java.util.Map;

/** {@code flatMap}. */
record FlatMapStep(List<Entry> entries) implements Step {
  /** One record that may be written; {@code when} is null if it always is. */
  record Entry(Formula when, FormulaRow row) {}

  @Override
  public void process(Event event, Next next) throws StepFailure {
    Map<String, Object> variables = event.variables();
    for (Entry entry : entries) {
      if (entry.when() == null || entry.when().holds(variables)) {
        next.accept(event.with(entry.row().values(variables)));
      }
    }
  }
}
