package dev.millrace.operator.apiserver;

/**
 * Where an operator dies.
 *
 * @param call kind of the call
 * @param nth of its kind, from 1
 * @param answered whether the server has done what was asked; the operator never learns of it
 */
record CrashPoint(ApiCall call, int nth, boolean answered) {
  @Override
  public String toString() {
    return "%s #%d, %s".formatted(call, nth, answered ? "done and not heard of" : "not sent");
  }
}
