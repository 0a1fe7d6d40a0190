package dev.millrace.local.check;

/** {@code filter}. */
record FilterStep(Formula condition) implements Step {
  @Override
  public void process(Event event, Next next) throws StepFailure {
    if (condition.holds(event.variables())) {
      next.accept(event);
    }
  }
}
