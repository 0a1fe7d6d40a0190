package dev.millrace.controllog.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controllog.LocatedCut;
import dev.millrace.stream.handover.ControlRecord.CutsRequested;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.migration.Difference;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DifferenceSearchTest {
  private static final long NOW = 1_000;
  private static final long LATE = NOW + Duration.ofSeconds(5).toNanos() + 1;

  @Test
  void asksOnceForWhatLiesBetweenTheTwoPoints() {
    DifferenceSearch search = new DifferenceSearch(1_000, 1_024, NOW);
    assertThat(search.question(3, "m")).isEqualTo(new CutsRequested(3, "m", 1_000, 1_024));
    search.asked();
    assertThat(search.question(3, "m")).isNull();
  }

  @Test
  void asksForNoMoreThanAReplicaKeeps() {
    assertThat(new DifferenceSearch(0, 9_000, NOW).question(0, "m").fromSn()).isEqualTo(4_904);
    assertThat(new DifferenceSearch(0, 1_024, NOW).question(0, "m").fromSn()).isZero();
  }

  @Test
  void findsTheFirstThatDiffersAndWhereItsRecordLies() {
    DifferenceSearch search = new DifferenceSearch(1_000, 1_024, NOW);
    search.sourceSays(cuts(1_001, 1_024, 2_000));
    assertThat(search.known(NOW)).isEqualTo(new Difference(1_024, 0, null, true));
    search.targetSays(cuts(1_001, 1_024, 1_007));
    assertThat(search.keyWanted().offset()).isEqualTo(11_007);

    search.keyIs("gate-7");

    assertThat(search.known(NOW)).isEqualTo(new Difference(1_024, 1_007, "gate-7", false));
    assertThat(search.keyWanted()).isNull();
  }

  @Test
  void theVeryFirstBehindTheEqualPointIsFoundWithoutItsPredecessor() {
    DifferenceSearch search = new DifferenceSearch(1_000, 1_024, NOW);
    search.targetSays(cuts(1_001, 1_024, 1_001));
    search.sourceSays(cuts(1_001, 1_024, 2_000));
    assertThat(search.keyWanted().cut().sn()).isEqualTo(1_001);
  }

  @Test
  void theSerialNumberIsToldAlsoIfTheKeyCannotBeReadInTime() {
    DifferenceSearch search = new DifferenceSearch(1_000, 1_024, NOW);
    search.targetSays(cuts(1_001, 1_024, 1_007));
    search.sourceSays(cuts(1_001, 1_024, 2_000));
    assertThat(search.known(NOW).firstSn()).isZero();
    assertThat(search.known(LATE)).isEqualTo(new Difference(1_024, 1_007, null, false));
  }

  @Test
  void whatDiffersBehindUnknownOnesIsNotCalledTheFirst() {
    DifferenceSearch search = new DifferenceSearch(1_000, 1_024, NOW);
    search.sourceSays(cuts(1_001, 1_024, 2_000));
    search.targetSays(cuts(1_010, 1_024, 1_005));
    assertThat(search.keyWanted()).isNull();
    assertThat(search.known(LATE)).isEqualTo(new Difference(1_024, 0, null, false));
  }

  @Test
  void nobodyWaitsForAnAnswerForLong() {
    DifferenceSearch search = new DifferenceSearch(1_000, 1_024, NOW);
    assertThat(search.known(LATE - 1).sought()).isTrue();
    assertThat(search.known(LATE).sought()).isFalse();
    assertThat(search.question(0, "m")).isNull();
  }

  /** Hashes of a replica that computes something else from {@code wrong} on. */
  private static List<LocatedCut> cuts(long from, long to, long wrong) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(sn -> new LocatedCut(new Cut(sn, sn < wrong ? sn : -sn, 5), sn + 10_000))
        .toList();
  }
}
