package dev.millrace.stream.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The last identity seen of each upstream stage and partition, by which repeats are recognised. A
 * stage has few upstream partitions, and records of one come in runs, so the one met last is asked
 * first.
 */
final class SeenIdentities {
  private static final Comparator<Identity> BY_ORIGIN =
      Comparator.comparing(Identity::stage).thenComparingInt(Identity::partition);

  private final List<Identity> last = new ArrayList<>();
  private int recent;

  /** Starts from what an image holds. */
  void restore(List<Identity> seen) {
    last.clear();
    last.addAll(seen);
    recent = 0;
  }

  /** Ordered by stage and partition. */
  List<Identity> toList() {
    return last.stream().sorted(BY_ORIGIN).toList();
  }

  /**
   * Whether this identity, or a later one of the same origin, has been seen; it is seen now.
   *
   * @throws IllegalArgumentException if the header is not an identity
   */
  boolean isRepeat(byte[] header) {
    Identity identity = Identity.parse(header);
    int place = find(identity);
    if (place < 0) {
      last.add(identity);
      return false;
    }
    if (identity.compareInPartition(last.get(place)) <= 0) {
      return true;
    }
    last.set(place, identity);
    return false;
  }

  private int find(Identity identity) {
    if (recent < last.size() && sameOrigin(identity, last.get(recent))) {
      return recent;
    }
    for (int i = 0; i < last.size(); i++) {
      if (sameOrigin(identity, last.get(i))) {
        recent = i;
        return i;
      }
    }
    return -1;
  }

  private static boolean sameOrigin(Identity one, Identity other) {
    return one.partition() == other.partition() && one.stage().equals(other.stage());
  }
}
