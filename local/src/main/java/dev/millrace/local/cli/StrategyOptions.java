package dev.millrace.local.cli;

import dev.millrace.api.MigrationRequestSpec.Restart;
import dev.millrace.api.MigrationRequestSpec.Strategy;
import dev.millrace.api.SynchronisationSpec;
import dev.millrace.local.RefusedException;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** How a stage is moved, and which other options go with that. */
final class StrategyOptions {
  /** What only a target that is compared, or a source that is kept, has a use for. */
  private static final List<String> OF_PARALLEL =
      List.of(
          "--minimum-records", "--minimum-duration", "--manual", "--report-only", "--keep-source");

  /** What a manifest says itself. */
  private static final List<String> OF_ALL = List.of("--strategy", "--without-state", "--factor");

  @Option(
      names = "--strategy",
      paramLabel = "STRATEGY",
      defaultValue = "Parallel",
      description =
          "One of ${COMPLETION-CANDIDATES}; all but Parallel compare nothing and keep no source."
              + " Default: ${DEFAULT-VALUE}.")
  private Strategy strategy;

  @Option(
      names = "--without-state",
      description = "With Restart: the stage begins anew and forgets what it knew.")
  private boolean withoutState;

  @Option(
      names = "--factor",
      paramLabel = "N",
      description =
          "With WindowSynchronised: by how many records one count may be corrected."
              + " Default: 0, none is.")
  private Integer factor;

  /**
   * Refuses what makes no sense together.
   *
   * @param given whether an option was given
   * @param fromFile whether a manifest says what is asked for
   * @throws RefusedException with both options and the reason
   */
  void check(Predicate<String> given, boolean fromFile) throws RefusedException {
    if (fromFile) {
      for (String option : OF_ALL) {
        refuse(given.test(option), option + " is for the manifest to say: leave it or -f out");
      }
      return;
    }
    refuse(
        withoutState && strategy != Strategy.Restart,
        "--without-state needs --strategy Restart, not " + strategy);
    refuse(
        factor != null && strategy != Strategy.WindowSynchronised,
        "--factor needs --strategy WindowSynchronised, not " + strategy);
    refuse(factor != null && factor < 0, "--factor " + factor + ": 0 or more records");
    for (String option : OF_PARALLEL) {
      refuse(
          strategy != Strategy.Parallel && given.test(option),
          option
              + " needs --strategy Parallel; "
              + strategy
              + " compares nothing and keeps no"
              + " source");
    }
  }

  private static void refuse(boolean wrong, String why) throws RefusedException {
    if (wrong) {
      throw new RefusedException(why);
    }
  }

  Strategy strategy() {
    return strategy;
  }

  /** Null unless the strategy is to restart. */
  Restart restart() {
    if (strategy != Strategy.Restart) {
      return null;
    }
    return withoutState ? Restart.WithoutState : Restart.WithState;
  }

  /** Null if the default is meant. */
  SynchronisationSpec synchronisation() {
    if (factor == null) {
      return null;
    }
    return new SynchronisationSpec(
        factor, factor == 0 ? SynchronisationSpec.Kind.Strong : SynchronisationSpec.Kind.Weak);
  }
}
