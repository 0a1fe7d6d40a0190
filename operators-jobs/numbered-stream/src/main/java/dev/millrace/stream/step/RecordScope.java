package dev.millrace.stream.step;

import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.state.RecordKey;

/** The variables {@code value} and {@code key} of expressions over one record. One thread. */
public final class RecordScope {
  private static final String VALUE = "value";
  static final String KEY = "key";

  private final Scope scope;
  private final int value;
  private final int key;

  /** The variables of an environment that {@link #environment} made, or that extends one. */
  public RecordScope(Environment environment) {
    scope = new Scope(environment);
    value = environment.index(VALUE);
    key = environment.index(KEY);
  }

  /**
   * Declares the variables.
   *
   * @param displayName what {@code value} is, for messages: {@code topic crossings}
   */
  public static Environment environment(String displayName, Schema schema) {
    return Environment.empty().withStruct(VALUE, displayName, schema).withText(KEY);
  }

  /** The scope with the variables of this record. */
  public Scope of(Row row, RecordKey recordKey) {
    return scope.set(value, row).set(key, recordKey.text());
  }
}
