package dev.millrace.e2e.audit;

import java.util.Comparator;

/**
 * One thing that may be done.
 *
 * @param group of the API, empty for the core and for paths
 * @param resource with its subresource, such as {@code nodepools/status}; a path begins with a
 *     slash
 * @param verb as the API server names it
 */
public record Right(String group, String resource, String verb) implements Comparable<Right> {
  private static final Comparator<Right> ORDER =
      Comparator.comparing(Right::group).thenComparing(Right::resource).thenComparing(Right::verb);

  @Override
  public int compareTo(Right other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }
}
