package dev.millrace.local.report.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.MigrationPhase;
import dev.millrace.local.report.Reports;
import dev.millrace.local.report.migration.MigrationVerdict.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationReportTest {
  @Test
  void onlyAProvedMoveIsGood() {
    assertThat(SampleMigrations.succeeded().verdict().tone()).isEqualTo(Tone.GOOD);
    assertThat(SampleMigrations.fenced().verdict().tone()).isEqualTo(Tone.NOTICE);
    assertThat(SampleMigrations.rolledBack().verdict().tone()).isEqualTo(Tone.NOTICE);
  }

  @Test
  void aMoveThatLeftAPartitionBehindOrDiffersIsBad() {
    MigrationReport moved = SampleMigrations.rolledBack();
    assertThat(ended(moved, moved.partitions()).verdict())
        .isEqualTo(
            new MigrationVerdict(
                Tone.BAD,
                "moved, although 2 comparisons differ, first in partition 3 at SN 9,043, key"
                    + " lot-<south>-\"3\""));
    assertThat(ended(moved, moved.partitions().subList(0, 2)).verdict())
        .isEqualTo(new MigrationVerdict(Tone.BAD, "only 0 of 2 partitions were opened"));
  }

  @Test
  void aMoveWithoutARecordToCompareIsNoProof() {
    MigrationReport moved = SampleMigrations.succeeded();
    PartitionMove idle = moved.partitions().get(SampleMigrations.IDLE);
    assertThat(ended(moved, List.of(idle)).verdict())
        .isEqualTo(
            new MigrationVerdict(Tone.NOTICE, "moved; no record came that could be compared"));
  }

  @Test
  void whatWasNotComparedIsNeverCalledProved() {
    assertThat(SampleMigrations.others())
        .extracting(report -> report.verdict().tone())
        .containsOnly(Tone.NOTICE);
    assertThat(SampleMigrations.others())
        .extracting(report -> report.verdict().sentence())
        .containsExactly(
            "moved, not compared: 2 of 2 partitions restarted with their state, stood still for"
                + " 812 ms at most, longest gap 1 s",
            "moved, not compared: 2 of 2 partitions born anew, what the stage knew is forgotten,"
                + " stood still for 640 ms at most, longest gap 1 s",
            "moved, not compared: 2 of 2 partitions took over their state, stood still for 70.5 ms"
                + " at most, longest gap 1 s",
            "moved, not compared: 2 of 2 partitions took over where the counts agreed, longest gap"
                + " 1 s",
            "moved, not compared: 2 of 2 partitions took over where the counts nearly agreed, in 1 a"
                + " count was corrected, by 3 at most, longest gap 1 s");
  }

  @Test
  void totalsLeaveOutWhatDoesNotExist() {
    MigrationTotals totals = SampleMigrations.rolledBack().totals();
    assertThat(totals.longestGapMillis()).isNull();
    assertThat(totals.longestSwitchToOpenMillis()).isNull();
    assertThat(totals.opened()).isZero();
    assertThat(totals.recordsCompared()).isEqualTo(702);
    assertThat(SampleMigrations.succeeded().totals().longestGapMillis()).isEqualTo(8.9);
  }

  @Test
  void theJsonHasTheProofAndWhatFollowsFromIt() throws Exception {
    JsonNode json = new ObjectMapper().readTree(Reports.line(SampleMigrations.fenced()));
    assertThat(json.at("/phase").asText()).isEqualTo("Succeeded");
    assertThat(json.at("/from/pool").asText()).isEqualTo("cloud");
    assertThat(json.at("/partitions/2/proof/opening").asText()).isEqualTo("Fenced");
    assertThat(json.at("/partitions/2/proof/outputGapMillis").asDouble()).isEqualTo(2_630);
    assertThat(json.at("/totals/unproved").asInt()).isEqualTo(1);
    assertThat(json.at("/verdict/tone").asText()).isEqualTo("NOTICE");
    assertThat(json.at("/durationMillis").asLong()).isEqualTo(21_520);
  }

  @Test
  void aPhaseCannotEndBeforeItBegins() {
    assertThatThrownBy(() -> new PhaseSpan(MigrationPhase.Pending, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Pending ends at 1 before it begins at 2");
  }

  private static MigrationReport ended(MigrationReport some, List<PartitionMove> partitions) {
    return new MigrationReport(
        some.name(),
        some.stage(),
        some.strategy(),
        some.restart(),
        some.from(),
        some.to(),
        MigrationPhase.Succeeded,
        null,
        0,
        some.phases(),
        partitions);
  }
}
