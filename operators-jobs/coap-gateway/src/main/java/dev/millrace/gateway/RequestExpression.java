package dev.millrace.gateway;

import java.util.Map;

/**
 * A compiled expression over what is known of a request before its payload is read. Free of side
 * effects, and safe to use from several threads.
 *
 * @param <T> what it yields
 */
@FunctionalInterface
interface RequestExpression<T> {
  /**
   * The value for a request.
   *
   * @param path the variables of the path, by name
   * @param identity the authenticated sender, empty if there is none
   */
  T evaluate(Map<String, String> path, String identity);
}
