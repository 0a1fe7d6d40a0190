package dev.millrace.stream.migration;

import dev.millrace.api.DurationText;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.VerificationSpec;

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
  /** How far the target may usually be behind to count as caught up. */
  private static final long GREATEST_LAG = 1_000;

  private static final VerificationSpec USUAL =
      new VerificationSpec(null, 1_000, "2s", VerificationSpec.Promotion.Automatic);

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

  /** What a request asks for, with the usual values for what it leaves out. */
  public static MigrationRules of(
      String name, String source, String target, MigrationRequestSpec spec) {
    VerificationSpec asked = spec.verification() == null ? USUAL : spec.verification();
    boolean reportsOnly = asked.mode() == VerificationSpec.Mode.Report;
    return new MigrationRules(
        name,
        source,
        target,
        asked.minimumRecords() == null ? USUAL.minimumRecords() : asked.minimumRecords(),
        millis(asked.minimumDuration(), USUAL.minimumDuration()),
        reportsOnly || asked.promotion() == VerificationSpec.Promotion.Manual,
        millis(spec.keepSource(), "30s"),
        millis(spec.deadline(), "10m"),
        GREATEST_LAG,
        reportsOnly);
  }

  private static long millis(String said, String otherwise) {
    return DurationText.parse(said == null ? otherwise : said).toMillis();
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
