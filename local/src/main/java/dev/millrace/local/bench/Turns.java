package dev.millrace.local.bench;

import dev.millrace.stream.stage.Identity;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether the outputs of one input partition are all there, each once, for stages with one output
 * for each record. They are spread over the partitions of the output topic by their keys, and only
 * within one of those do they come in order. A new birth counts anew.
 */
final class Turns {
  private final Map<Integer, Identity> lastIn = new HashMap<>();

  /** When each serial number was passed over that has not come since. */
  private final Map<Long, Long> passedOver = new HashMap<>();

  private int generation;
  private long greatest;
  private long missingBefore;

  /** Takes an output that was seen; false if it is a repeat. */
  boolean take(Identity identity, int outputPartition, long nanos) {
    Identity last = lastIn.get(outputPartition);
    if (last != null && identity.compareInPartition(last) <= 0) {
      return false;
    }
    lastIn.put(outputPartition, identity);
    if (identity.generation() > generation) {
      missingBefore += passedOver.size();
      passedOver.clear();
      generation = identity.generation();
      greatest = 0;
    }
    for (long sn = greatest + 1; sn < identity.sn(); sn++) {
      passedOver.put(sn, nanos);
    }
    passedOver.remove(identity.sn());
    greatest = Math.max(greatest, identity.sn());
    return true;
  }

  /** Outputs that had been passed over at that moment, and have not come since. */
  long missingSince(long nanos) {
    return missingBefore + passedOver.values().stream().filter(at -> at <= nanos).count();
  }
}
