package dev.millrace.local.migration;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.MigrationDriver;
import dev.millrace.controllog.migration.MigrationJournal;
import dev.millrace.local.harness.Load;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.migration.MigrationRules;
import dev.millrace.stream.migration.MigrationState;
import java.time.Clock;
import java.time.Duration;

/** Drives one migration after the other. */
final class Moves {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Moves() {}

  /**
   * Moves the stage.
   *
   * @param meanwhile what is done between two steps
   */
  static MigrationState move(
      KafkaConnection kafka,
      int partitions,
      Site site,
      String source,
      String target,
      Place place,
      Runnable meanwhile)
      throws Exception {
    MigrationJournal journal =
        new MigrationJournal() {
          @Override
          public void save(MigrationState state) {
            // A driver that is not killed needs no journal.
          }

          @Override
          public Wishes wishes() {
            return Wishes.NONE;
          }
        };
    MigrationRules rules =
        new MigrationRules(target, source, target, 500, 100, false, 100, 60_000, 500);
    try (ControlLog log = ControlLog.open(kafka, "test", target, TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(kafka, "test", target, TIMEOUT)) {
      while (log.ownership("test." + Load.STAGE, partitions - 1).orElseThrow().owner() == null) {
        log.readToEnd(TIMEOUT);
      }
      try (MigrationDriver driver =
          new MigrationDriver(
              rules,
              "test." + Load.STAGE,
              partitions,
              log,
              progress,
              site.of(source, target, place),
              journal,
              MigrationState.pending(System.currentTimeMillis()),
              Clock.systemUTC())) {
        while (!driver.state().isOver()) {
          driver.step();
          meanwhile.run();
        }
        return driver.state();
      }
    }
  }
}
