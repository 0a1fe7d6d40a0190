package dev.millrace.api.manifest;

import java.util.Optional;

/** Decides a CEL rule. */
@FunctionalInterface
interface RuleEvaluator {
  /**
   * What is wrong, or nothing if the rule holds.
   *
   * @param self the value of the rule's schema, as {@link CelValues} makes it
   * @param oldSelf the value before the change; null if there is none
   */
  Optional<String> violation(Rule rule, Object self, Object oldSelf);
}
