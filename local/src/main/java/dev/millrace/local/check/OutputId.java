package dev.millrace.local.check;

import java.util.Comparator;

/**
 * The identity of an output within (stage, input partition).
 *
 * @param generation of the stage's birth
 * @param sn serial number of the record that caused it
 * @param index among that serial number's outputs
 */
record OutputId(int generation, long sn, int index) implements Comparable<OutputId> {
  private static final Comparator<OutputId> ORDER =
      Comparator.comparingInt(OutputId::generation)
          .thenComparingLong(OutputId::sn)
          .thenComparingInt(OutputId::index);

  @Override
  public int compareTo(OutputId other) {
    return ORDER.compare(this, other);
  }

  /** As in the header, without the stage. */
  String shown(int partition) {
    return generation + "/" + partition + "/" + sn + "/" + index;
  }
}
