package dev.millrace.local.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One move of a round.
 *
 * @param strategy how
 * @param title between which engines, as it stands in tables
 * @param to where to; where the stage is already if it only starts again
 */
record Leg(MoveStrategy strategy, String title, Place to) {
  /** Where every round begins and ends. */
  static final Place HOME = Place.on(Contender.LIGHT, 2);

  private static final Place FLINK = Place.on(Contender.FLINK, 1);
  private static final Place WIDER_FLINK = Place.on(Contender.FLINK, 2);
  private static final Place NARROWER_LIGHT = Place.on(Contender.LIGHT, 1);

  /**
   * A round of all ways: their moves take turns in one run under one load. Another strategy is
   * another line here.
   *
   * @param parallel how the stage is moved while it runs
   * @param restarts whether those that stand still take their turns, too
   */
  static List<Leg> round(ParallelMove parallel, boolean restarts) {
    List<Leg> round = new ArrayList<>();
    round.addAll(circle(parallel));
    if (restarts) {
      StopAndRestart restart = new StopAndRestart();
      round.add(2, new Leg(restart, "on Flink", WIDER_FLINK));
      round.add(new Leg(restart, "on light", HOME));
      for (DrivenMove standing : List.of(DrivenMove.STATE_TRANSFER, DrivenMove.RESTART)) {
        round.add(new Leg(standing, "light to Flink", FLINK));
        round.add(new Leg(standing, "Flink to light", HOME));
      }
    }
    return round;
  }

  /** In all four directions, and back. */
  private static List<Leg> circle(MoveStrategy strategy) {
    return List.of(
        new Leg(strategy, "light to Flink", FLINK),
        new Leg(strategy, "Flink to Flink", WIDER_FLINK),
        new Leg(strategy, "Flink to light", NARROWER_LIGHT),
        new Leg(strategy, "light to light", HOME));
  }

  /** Whether the gaps of the other one are set beside this one's. */
  boolean isComparedWith(Leg other) {
    boolean stands = !other.strategy().keepsRunning();
    boolean alike = other.strategy().isBaseline() || other.title().equals(title);
    return strategy.keepsRunning() && stands && alike;
  }

  /** As it stands in tables. */
  String contender() {
    return strategy.title() + ", " + title;
  }
}
