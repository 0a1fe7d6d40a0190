package dev.millrace.local.check;

/** {@code custom}: only its class knows what it computes, so the fields are all there is to say. */
final class CustomStep implements Step {
  @Override
  public void process(Event event, Next next) {
    throw new IllegalStateException("a stage with a step in Java is not computed anew");
  }
}
