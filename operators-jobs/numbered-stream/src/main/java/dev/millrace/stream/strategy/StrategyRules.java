package dev.millrace.stream.strategy;

/**
 * What a migration by a strategy was asked to do. Immutable for its whole life.
 *
 * @param name of the migration, which its control records carry
 * @param source replica that owns the stage's partitions
 * @param target replica that is to own them
 * @param deadlineMillis how long everything up to the change of owner may take
 */
public record StrategyRules(String name, String source, String target, long deadlineMillis) {
  /** Refuses a migration to where the stage is. */
  public StrategyRules {
    if (source.equals(target)) {
      throw new IllegalArgumentException(
          "migration " + name + ": replica " + source + " is source and target");
    }
    if (deadlineMillis < 1) {
      throw new IllegalArgumentException(
          "migration " + name + ": a deadline of " + deadlineMillis + " ms");
    }
  }
}
