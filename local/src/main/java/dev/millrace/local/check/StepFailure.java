package dev.millrace.local.check;

/** A step, or the encoding of its result, has no result for a record. */
final class StepFailure extends Exception {
  private static final long serialVersionUID = 1L;

  StepFailure(String reason) {
    super(reason, null, false, false);
  }
}
