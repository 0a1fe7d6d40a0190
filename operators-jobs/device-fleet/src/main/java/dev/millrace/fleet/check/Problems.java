package dev.millrace.fleet.check;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it can be reported at once. For one thread. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Notes that {@code field} is wrong. */
  public void add(String field, String message) {
    found.add(new Problem(field, message));
  }

  /** Notes {@code message} unless {@code holds}; returns {@code holds}. */
  public boolean require(boolean holds, String field, String message) {
    if (!holds) {
      add(field, message);
    }
    return holds;
  }

  /** Whether nothing has been found so far. */
  public boolean none() {
    return found.isEmpty();
  }

  /** How much has been found so far. */
  public int count() {
    return found.size();
  }

  /** What has been found so far, in the order of finding. */
  public List<Problem> list() {
    return List.copyOf(found);
  }
}
