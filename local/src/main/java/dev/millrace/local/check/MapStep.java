package dev.millrace.local.check;

/** {@code map}. */
record MapStep(FormulaRow row) implements Step {
  @Override
  public void process(Event event, Next next) throws StepFailure {
    next.accept(event.with(row.values(event.variables())));
  }
}
