package dev.millrace.controllog;

import dev.millrace.stream.handover.Ownership;
import java.util.ArrayList;
import java.util.List;

/**
 * What has become of a partition since its stage's birth, as far as it shows in the outputs.
 *
 * @param births in order, the valid ones that the log still has
 * @param routed whether a router has ever owned it
 */
public record PartitionHistory(List<Begun> births, boolean routed) {
  static final PartitionHistory NONE = new PartitionHistory(List.of(), false);

  /**
   * A birth.
   *
   * @param generation part of the identities of all outputs from there on
   * @param offset of the record of the input log that has serial number 1
   */
  public record Begun(int generation, long offset) {}

  /** Copies the list. */
  public PartitionHistory {
    births = List.copyOf(births);
  }

  /** With what the log says behind one more record. */
  PartitionHistory and(Ownership now) {
    List<Begun> all = new ArrayList<>(births);
    if (now.owner() != null && (all.isEmpty() || all.getLast().generation() != now.generation())) {
      all.add(new Begun(now.generation(), now.birthOffset()));
    }
    return new PartitionHistory(all, routed || now.routed());
  }
}
