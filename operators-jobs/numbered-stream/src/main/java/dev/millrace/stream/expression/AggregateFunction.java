package dev.millrace.stream.expression;

import java.util.Locale;

/** What windows and running steps can compute over the records of a key. */
public enum AggregateFunction {
  /** Number of records, or of those for which the argument is true. Result int. */
  COUNT,
  /** Sum of an int or double argument, in the argument's type. */
  SUM,
  /** Least value of an int or double argument. */
  MIN,
  /** Greatest value of an int or double argument. */
  MAX,
  /** Mean of an int or double argument. Result double. */
  AVG,
  /** The argument's value for the first record, in log order. */
  FIRST,
  /** The argument's value for the last record, in log order. */
  LAST,
  /** Number of distinct values of the argument. Result int. */
  DISTINCT,
  /**
   * No aggregate: the argument ({@code key} or a bound of the window) is evaluated once, for the
   * result.
   */
  NONE;

  /** The name by which expressions call it. */
  public String callName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
