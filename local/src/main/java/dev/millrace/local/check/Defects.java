package dev.millrace.local.check;

import java.util.List;

/**
 * What a check has found wrong.
 *
 * @param missing what should be there and is not
 * @param repeated copies of an identity beyond the first
 * @param reordered outputs that stand before one that comes earlier
 * @param different outputs with another content or in another place
 * @param unexpected records that should not be there
 * @param samples the first few of each kind
 */
public record Defects(
    long missing,
    long repeated,
    long reordered,
    long different,
    long unexpected,
    List<Defect> samples) {
  /** Whether everything is right for a reader that drops repeated identities. */
  public boolean areNoneButRepeats() {
    return missing == 0 && reordered == 0 && different == 0 && unexpected == 0;
  }

  /** Whether everything is right. */
  public boolean areNone() {
    return areNoneButRepeats() && repeated == 0;
  }
}
