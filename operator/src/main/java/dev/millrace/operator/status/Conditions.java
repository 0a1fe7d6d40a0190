package dev.millrace.operator.status;

import dev.millrace.api.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions as kstatus defines them: Ready, Reconciling and Stalled follow from the concerns, of
 * which exactly one of the three is true, and each concern has a condition of its own.
 */
public final class Conditions {
  /** Whether everything holds. */
  public static final String READY = "Ready";

  /** Whether it will without anybody's help. */
  public static final String RECONCILING = "Reconciling";

  /** Whether somebody has to do something. */
  public static final String STALLED = "Stalled";

  private static final String ALL_HOLD = "All other conditions hold.";

  private Conditions() {}

  /**
   * The conditions that say so. What has not changed keeps its time, so that the same concerns give
   * equal conditions for ever.
   *
   * @param previous those of the last status, or null
   * @param generation of the spec that the concerns were found for
   * @param concerns in order of importance: of two that are equally bad the first one is named
   */
  public static List<Condition> of(
      List<Condition> previous, Long generation, Instant now, List<Concern> concerns) {
    Concern sum = sum(concerns);
    Reason.State state = sum.reason().state();
    List<Condition> all = new ArrayList<>();
    List<Condition> before = previous == null ? List.of() : previous;
    all.add(condition(before, READY, state == Reason.State.DONE, generation, now, sum));
    all.add(condition(before, RECONCILING, state == Reason.State.WORKING, generation, now, sum));
    all.add(condition(before, STALLED, state == Reason.State.STUCK, generation, now, sum));
    for (Concern concern : concerns) {
      boolean holds = concern.reason().state() == Reason.State.DONE;
      all.add(condition(before, concern.type(), holds, generation, now, concern));
    }
    return List.copyOf(all);
  }

  /** What the first three conditions say: the first of the worst concerns, or that all hold. */
  private static Concern sum(List<Concern> concerns) {
    Concern worst = worst(concerns);
    return concerns.size() > 1 && worst.reason() == Reason.Available
        ? Concern.holds(READY, ALL_HOLD)
        : worst;
  }

  private static Concern worst(List<Concern> concerns) {
    Concern worst = concerns.getFirst();
    for (Concern concern : concerns) {
      if (concern.reason().state().compareTo(worst.reason().state()) > 0) {
        worst = concern;
      }
    }
    return worst;
  }

  /** The condition of a type. */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  /** Whether the condition of a type is true. */
  public static boolean isTrue(List<Condition> conditions, String type) {
    return find(conditions, type)
        .filter(condition -> condition.status() == Condition.Status.True)
        .isPresent();
  }

  private static Condition condition(
      List<Condition> previous,
      String type,
      boolean holds,
      Long generation,
      Instant now,
      Concern concern) {
    Condition.Status status = holds ? Condition.Status.True : Condition.Status.False;
    String since =
        find(previous, type)
            .filter(before -> before.status() == status)
            .map(Condition::lastTransitionTime)
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Condition(
        type, status, generation, since, concern.reason().name(), concern.message());
  }
}
