package dev.millrace.gateway;

import dev.millrace.stream.record.EvaluationException;
import java.util.Map;
import java.util.Optional;

/** Whether a sender may do something with a resource. */
final class Permission {
  private Permission() {}

  /**
   * Why not; empty if it may. An expression that has no value for this request says no: nobody is
   * let in by accident.
   *
   * @param authorize empty if everybody may
   * @param what {@code write to} or {@code read}
   */
  static Optional<Verdict.Refused> refusal(
      Optional<RequestExpression<Boolean>> authorize,
      Map<String, String> variables,
      String identity,
      String what) {
    if (allows(authorize, variables, identity)) {
      return Optional.empty();
    }
    return Optional.of(
        identity.isEmpty()
            ? new Verdict.Refused(
                RefusalReason.UNAUTHENTICATED, "this resource wants a known sender: use coaps")
            : new Verdict.Refused(
                RefusalReason.FORBIDDEN, identity + " may not " + what + " this resource"));
  }

  private static boolean allows(
      Optional<RequestExpression<Boolean>> authorize,
      Map<String, String> variables,
      String identity) {
    try {
      return authorize.map(expression -> expression.evaluate(variables, identity)).orElse(true);
    } catch (EvaluationException e) {
      return false;
    }
  }
}
