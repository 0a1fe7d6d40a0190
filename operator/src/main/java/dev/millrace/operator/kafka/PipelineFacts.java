package dev.millrace.operator.kafka;

import dev.millrace.operator.status.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Kafka says of a pipeline, all of one moment. Immutable.
 *
 * @param reason why nothing is known, null if something is
 * @param message the particulars of {@code reason}, else null
 * @param owners by stage, of each partition in order its owner in the control log, null before the
 *     birth
 * @param heirs by stage, the standbys that a partition has been given to by a fence and that have
 *     not opened it
 */
public record PipelineFacts(
    Reason reason, String message, Map<String, List<String>> owners, Map<String, Set<String>> heirs)
    implements Facts {
  /** Takes copies. */
  public PipelineFacts {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    owners.forEach(
        (stage, of) -> copy.put(stage, Collections.unmodifiableList(new ArrayList<>(of))));
    owners = Collections.unmodifiableSortedMap(copy);
    heirs = Map.copyOf(heirs);
  }

  /** Facts of a Kafka that answers. */
  public static PipelineFacts known(
      Map<String, List<String>> owners, Map<String, Set<String>> heirs) {
    return new PipelineFacts(null, null, owners, heirs);
  }

  /** No facts, and why. */
  public static PipelineFacts unknown(Reason reason, String message) {
    return new PipelineFacts(reason, message, Map.of(), Map.of());
  }

  /** Whether Kafka has answered. */
  public boolean isKnown() {
    return reason == null;
  }

  @Override
  public boolean isSettled() {
    return isOwned();
  }

  /** Whether every partition of every stage has an owner. */
  public boolean isOwned() {
    return isKnown() && owners.values().stream().noneMatch(of -> of.contains(null));
  }
}
