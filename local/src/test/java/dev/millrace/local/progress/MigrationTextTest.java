package dev.millrace.local.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.SampleMigrations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Pending     |edge-north → edge-south    Pending  waits for its checks
          Preparing   |edge-north → edge-south    Preparing  the target starts
          Transferring|edge-north → edge-south    Transferring  1.1 MB of state moved
          CatchingUp  |edge-north → edge-south    CatchingUp  the target reads what came since
          Verifying   |edge-north → edge-south    Verifying  4,513 records equal, 0 different
          CuttingOver |edge-north → edge-south    CuttingOver  8/8 partitions switched
          Observing   |switched 8/8 partitions, longest gap 8.9 ms, source kept 30 s for roll-back
          Finishing   |edge-north → edge-south    Finishing  the source is removed
          RollingBack |edge-north → edge-south    RollingBack
          RolledBack  |edge-north → edge-south    RolledBack
          Refused     |edge-north → edge-south    Refused
          Succeeded   |edge-north → edge-south    Succeeded  in 36.1 s, 4,513 records equal, 0 different, longest gap 8.9 ms
          """)
  void aLineSaysWhereAMigrationIs(MigrationPhase phase, String expected) {
    assertThat(line(in(SampleMigrations.succeeded(), phase, null)))
        .isEqualTo("00:15  migration  count: " + expected);
  }

  @Test
  void aDifferenceIsNotCalledEqual() {
    assertThat(line(in(SampleMigrations.rolledBack(), MigrationPhase.Verifying, null)))
        .endsWith("Verifying  702 records compared, 2 comparisons differ");
  }

  @Test
  void aReasonCannotCommandTheTerminal() {
    assertThat(line(in(SampleMigrations.rolledBack(), MigrationPhase.Refused, "no\nnode\u001b[2J")))
        .endsWith("Refused  no node [2J");
  }

  @ParameterizedTest
  @EnumSource(MigrationPhase.class)
  void withoutPartitionsEveryPhaseStillHasALine(MigrationPhase phase) {
    MigrationReport some = SampleMigrations.succeeded();
    MigrationReport empty =
        new MigrationReport(
            some.name(),
            some.stage(),
            some.strategy(),
            some.restart(),
            some.from(),
            some.to(),
            phase,
            null,
            0,
            List.of(),
            List.of());
    assertThat(line(empty)).startsWith("00:15  migration  count: ").doesNotContain("null");
  }

  @Test
  void theReportOfAMigrationIsATableWithAVerdict() {
    assertThat(ConsistencyText.lines(SampleMigrations.succeeded()))
        .containsExactly(
            "moved    battery-change parking/count: edge-north (light) → edge-south (light),"
                + " Parallel, Succeeded in 36.1 s",
            "  partition    cut  records  outputs  different  switch→open     gap  usual gap",
            "          0  4,714      602       60          0       6.1 ms  7.5 ms     6.8 ms",
            "          1  4,814      615       61          0       6.8 ms  7.7 ms     6.8 ms",
            "          2  4,914      628       62          0       7.5 ms  7.9 ms     6.8 ms",
            "          3  5,014      641       64          0       8.2 ms  8.1 ms     6.8 ms",
            "          4  5,114      654       65          0       8.9 ms  8.3 ms     6.8 ms",
            "          5      0        0        0          0       9.6 ms       –          –  idle",
            "          6  5,314      680       68          0      10.3 ms  8.7 ms     6.8 ms",
            "          7  5,414      693       69          0        11 ms  8.9 ms     6.8 ms",
            "  moved and proved: 4,513 records and 449 outputs equal, 8 of 8 partitions equal at the"
                + " cut, longest gap 8.9 ms");
  }

  @Test
  void whatWasNotProvedOrOpenedIsNamed() {
    assertThat(ConsistencyText.lines(SampleMigrations.fenced()))
        .anyMatch(line -> line.startsWith("          2") && line.endsWith("without proof, fenced"))
        .last()
        .isEqualTo(
            "  moved, 1 of 4 partitions opened without proof; 358 records and 34 outputs equal,"
                + " longest gap 2.6 s");
    assertThat(ConsistencyText.lines(SampleMigrations.rolledBack()))
        .anyMatch(line -> line.endsWith("idle, not opened"))
        .anyMatch(line -> line.endsWith("not opened, differs from SN 9,043"))
        .last()
        .isEqualTo(
            "  rolled back, the source owns the stage as before: outputs differ in partition 3"
                + " before the switch; 2 comparisons differ, first in partition 3 at SN 9,043, key"
                + " lot-<south>-\"3\"");
  }

  @Test
  void aStrategyThatComparesNothingHasOtherFigures() {
    MigrationReport restart = SampleMigrations.others().getFirst();
    assertThat(line(restart)).endsWith("Succeeded  in 2 s, stood still 812 ms, longest gap 1 s");
    assertThat(line(in(restart, MigrationPhase.Transferring, null)))
        .endsWith("Transferring  the source stands still");
    MigrationReport counts = SampleMigrations.others().getLast();
    assertThat(line(counts)).endsWith("Succeeded  in 2 s, never stood still, longest gap 1 s");
    assertThat(line(in(counts, MigrationPhase.Verifying, null)))
        .endsWith("Verifying  waits until the counts agree");
    assertThat(ConsistencyText.lines(counts))
        .containsSequence(
            "  partition    cut  switch→open  stood still  gap  usual gap",
            "          0  4,711       900 ms            –  1 s     6.8 ms  counts agreed",
            "          1  4,712       900 ms            –  1 s     6.8 ms  target ahead by 3,"
                + " corrected");
    assertThat(MigrationTable.lines(SampleMigrations.others()))
        .filteredOn(line -> !line.startsWith("NAME"))
        .allMatch(line -> line.contains("Succeeded         –"));
  }

  @Test
  void textsAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    List<String> usual = ConsistencyText.lines(SampleMigrations.fenced());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(ConsistencyText.lines(SampleMigrations.fenced())).isEqualTo(usual);
      assertThat(line(SampleMigrations.fenced())).startsWith("00:15");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String line(MigrationReport report) {
    return MigrationText.line(Duration.ofSeconds(15), report);
  }

  private static MigrationReport in(MigrationReport some, MigrationPhase phase, String reason) {
    return new MigrationReport(
        some.name(),
        some.stage(),
        some.strategy(),
        some.restart(),
        some.from(),
        some.to(),
        phase,
        reason,
        some.keepSourceMillis(),
        some.phases(),
        some.partitions());
  }
}
