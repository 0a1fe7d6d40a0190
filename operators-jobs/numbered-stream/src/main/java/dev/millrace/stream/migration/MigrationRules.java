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
    long greatestLag) {}
