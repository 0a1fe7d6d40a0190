package dev.millrace.stream.migration;

/**
 * What a migration was asked to do. Immutable for its whole life.
 *
 * @param name of the migration, which its control records carry
 * @param source replica that owns the stage's partitions
 * @param target replica that is to own them
 * @param minimumRecords that must have been compared on all partitions together
 * @param minimumMillis that must have been spent on comparing
 * @param manual whether a person has to promote before the switch
 * @param keepSourceMillis how long the source follows after the switch, ready to take back
 * @param deadlineMillis how long everything up to the switch may take
 * @param greatestLag serial numbers that the target may be behind to count as caught up
 * @param reportsOnly whether a difference is only reported, and a person decides what follows
 */
public record MigrationRules(
    String name,
    String source,
    String target,
    long minimumRecords,
    long minimumMillis,
    boolean manual,
    long keepSourceMillis,
    long deadlineMillis,
    long greatestLag,
    boolean reportsOnly) {
  /**
   * Refuses to switch by itself where differences are only reported.
   *
   * @throws IllegalArgumentException if it reports only, and is not manual
   */
  public MigrationRules {
    if (reportsOnly && !manual) {
      throw new IllegalArgumentException(
          "migration " + name + " only reports differences, so a person has to promote");
    }
  }

  /** Rules under which a difference leads back. */
  public MigrationRules(
      String name,
      String source,
      String target,
      long minimumRecords,
      long minimumMillis,
      boolean manual,
      long keepSourceMillis,
      long deadlineMillis,
      long greatestLag) {
    this(
        name,
        source,
        target,
        minimumRecords,
        minimumMillis,
        manual,
        keepSourceMillis,
        deadlineMillis,
        greatestLag,
        false);
  }
}
