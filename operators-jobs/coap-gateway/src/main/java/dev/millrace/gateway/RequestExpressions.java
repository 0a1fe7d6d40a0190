package dev.millrace.gateway;

import java.util.List;

/** Compiles the expressions of a resource. */
interface RequestExpressions {
  /**
   * An expression that yields a record's key.
   *
   * @param variables the variables of the resource's path
   * @throws IllegalArgumentException if the source is no such expression; the message says why
   */
  RequestExpression<String> text(String source, List<String> variables);

  /**
   * An expression that says whether a sender may write.
   *
   * @throws IllegalArgumentException as for {@link #text}
   */
  RequestExpression<Boolean> bool(String source, List<String> variables);
}
