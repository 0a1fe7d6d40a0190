package dev.millrace.operator.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What whoever keeps a stage's standby has seen last. Immutable.
 *
 * @param takers replicas that partitions may be given to at any moment: none of them may be removed
 * @param following those that follow in every partition, or own it
 * @param owners of the partitions in order, null in it before the birth
 * @param inputFrom by partition, an offset from which on a standby that starts now needs the input;
 *     empty as long as that is not known
 */
public record StandbyState(
    Set<String> takers, Set<String> following, List<String> owners, Map<Integer, Long> inputFrom) {
  /** Nothing is kept. */
  public static final StandbyState NONE = new StandbyState(Set.of(), Set.of(), List.of(), Map.of());

  /** Takes copies, in order. */
  public StandbyState {
    takers = Collections.unmodifiableSet(new TreeSet<>(takers));
    following = Collections.unmodifiableSet(new TreeSet<>(following));
    owners = Collections.unmodifiableList(new ArrayList<>(owners));
    inputFrom = Collections.unmodifiableMap(new TreeMap<>(inputFrom));
  }

  /** The same, where these may be given partitions. */
  public StandbyState with(Set<String> now) {
    return new StandbyState(now, following, owners, inputFrom);
  }

  /**
   * Equal as long as nothing has happened that a pipeline has to know; offsets grow all the time.
   */
  public String stamp() {
    return takers + " " + following + " " + owners + " " + inputFrom.isEmpty();
  }
}
