package dev.millrace.fleet.payload;

import java.util.List;

/** Plays the rows of a column, and from the first row again after the last one. */
final class Replay implements FieldValues {
  private final List<Object> rows;
  private int next;

  Replay(List<Object> rows) {
    this.rows = rows;
  }

  @Override
  public Object next() {
    Object value = rows.get(next);
    next = (next + 1) % rows.size();
    return value;
  }
}
