package dev.millrace.api.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * The candidate that is nearest to {@code written}, if one is so near that a slip of the keys
   * explains it: at most a third of the letters differ. Of equally near ones the first in
   * alphabetical order.
   */
  public static Optional<String> nearest(String written, Collection<String> candidates) {
    int bound = Math.max(1, written.length() / 3);
    return candidates.stream()
        .filter(c -> distance(written, c) <= bound)
        .min(Comparator.comparingInt((String c) -> distance(written, c)).thenComparing(c -> c));
  }

  /** {@code Did you mean 'x'?} for the nearest candidate, or nothing. */
  public static String didYouMean(String written, Collection<String> candidates) {
    return nearest(written, candidates).map(c -> "Did you mean '" + c + "'?").orElse("");
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours between the texts, letter case
   * aside.
   */
  private static int distance(String left, String right) {
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = last[j - 1] + (same(left, i, right, j) ? 0 : 1);
        row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, replaced);
        if (i > 1 && j > 1 && same(left, i, right, j - 1) && same(left, i - 1, right, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[right.length()];
  }

  private static boolean same(String left, int i, String right, int j) {
    return Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
  }
}
