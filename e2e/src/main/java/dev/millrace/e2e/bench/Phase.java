package dev.millrace.e2e.bench;

import java.io.IOException;
import java.time.Instant;

/**
 * A time in which the operator is looked at.
 *
 * @param stand with the API server
 * @param operator the process
 * @param from when it began
 * @param before how often the operator had worked on something until then
 */
record Phase(Stand stand, OperatorProcess operator, Instant from, Reconciles before) {
  /** Begins now. */
  static Phase begin(Stand stand, OperatorProcess operator)
      throws IOException, InterruptedException {
    return new Phase(stand, operator, Instant.now(), operator.reconciles());
  }

  /** Begins with the process. */
  static Phase fromStart(Stand stand, OperatorProcess operator) {
    return new Phase(stand, operator, operator.begun(), Reconciles.parse(""));
  }

  /** The operator's calls since it began. */
  Calls calls() throws IOException {
    return new Calls(stand.audit().between(from, Instant.now()));
  }

  /** How often the operator has worked on something since it began. */
  long reconciles() throws IOException, InterruptedException {
    return operator.reconciles().total() - before.total();
  }
}
