package dev.millrace.local.check;

import java.util.List;

/**
 * What has befallen a partition of a stage, as far as its outputs depend on it.
 *
 * @param births in order; empty if the stage began with the oldest record and never again
 * @param routed whether a router has passed on its outputs for a while: then a count may have been
 *     corrected, and counts after it may begin at other records than they would have
 */
public record PartitionCourse(List<Birth> births, boolean routed) {
  /** That of a partition which nothing has befallen. */
  public static final PartitionCourse PLAIN = new PartitionCourse(List.of(), false);

  /**
   * A beginning of the stage without any state.
   *
   * @param generation part of the identities of all outputs from there on
   * @param offset of the first record of the input that it has seen
   */
  public record Birth(int generation, long offset) {}

  /** Copies the list. */
  public PartitionCourse {
    births = List.copyOf(births);
  }
}
