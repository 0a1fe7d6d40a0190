package dev.millrace.stream.expression;

import dev.millrace.stream.record.Row;

/**
 * The values of an environment's variables for one evaluation. Mutable, made to be used again, and
 * for one thread at a time.
 */
public final class Scope {
  private final Row[] rows;
  private final String[] texts;

  public Scope(Environment environment) {
    rows = new Row[environment.size()];
    texts = new String[environment.size()];
  }

  /**
   * Sets a struct variable.
   *
   * @param row a row of the schema that the environment declares
   */
  public Scope set(int variable, Row row) {
    rows[variable] = row;
    return this;
  }

  /**
   * Sets a string variable.
   *
   * @param text null if there is none, such as the key of a record without key; using it is then an
   *     evaluation error
   */
  public Scope set(int variable, String text) {
    texts[variable] = text;
    return this;
  }

  public Row row(int variable) {
    return rows[variable];
  }

  public String text(int variable) {
    return texts[variable];
  }
}
