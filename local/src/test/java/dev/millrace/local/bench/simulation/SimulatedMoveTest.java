package dev.millrace.local.bench.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SimulatedMoveTest {
  private static final double CUT_OFF = 200;

  @Property(tries = 300)
  void everyRecordCountsOnceWhateverTheWindows(
      @ForAll @IntRange(min = 1, max = 3_000) int perSecond,
      @ForAll boolean bursty,
      @ForAll @IntRange(min = 0, max = 2) int kind,
      @ForAll @IntRange(min = 1, max = 20) int seconds,
      @ForAll @LongRange(min = 0, max = 200) long factor,
      @ForAll long seed) {
    Pace pace = bursty ? Pace.bursty(perSecond) : Pace.smooth(perSecond);
    Windows windows =
        switch (kind) {
          case 0 -> new Windows.OwnTimer(seconds, 0.02);
          case 1 -> new Windows.Aligned(seconds, 0.02);
          default -> new Windows.Counting((long) seconds * perSecond);
        };
    SimulatedMove move = new SimulatedMove(pace, windows, factor, 60);
    SimulatedMove.Outcome outcome = move.run(new SplittableRandom(seed));
    assertThat(outcome.conserves()).as(outcome.toString()).isTrue();
    assertThat(Math.abs(outcome.offset())).isLessThanOrEqualTo(factor);
  }

  @Test
  void windowsByEventTimeAgreeAtTheFirstBoundaryBehindTheTargetsStart() {
    Windows byTime = new Windows.Aligned(4, 0);
    SimulatedCell cell =
        SimulatedCell.of(new SimulatedMove(Pace.smooth(500), byTime, 0, CUT_OFF), 2_001, 1);
    assertThat(cell.share()).isEqualTo(1);
    assertThat(cell.corrected()).isZero();
    assertThat(cell.seconds()[2_000]).isLessThanOrEqualTo(4);
    assertThat(cell.medianSeconds().orElseThrow()).isCloseTo(2, within(0.2));
  }

  @Test
  void timersOfTheirOwnAgreeAsRarelyAsTheirPhasesAreNear() {
    Windows own = new Windows.OwnTimer(9, 0);
    SimulatedCell cell =
        SimulatedCell.of(new SimulatedMove(Pace.smooth(100), own, 5, CUT_OFF), 20_000, 2);
    assertThat(cell.share()).as("2 S / (r W)").isCloseTo(2 * 5 / 900.0, within(0.004));
    assertThat(cell.medianSeconds()).isEmpty();
  }

  @Test
  void windowsByNumberAgreeIfTheFactorReachesTheirDistance() {
    Windows counting = new Windows.Counting(20);
    for (int factor : new int[] {0, 4, 9, 10}) {
      SimulatedMove move = new SimulatedMove(Pace.smooth(100), counting, factor, 30);
      double predicted = Math.min(1, (2 * factor + 1) / 20.0);
      assertThat(SimulatedCell.of(move, 4_000, 3).share())
          .as("S = " + factor)
          .isCloseTo(predicted, within(0.03));
    }
  }

  @Test
  void producersThatSendInBurstsLetShortWindowsAgree() {
    Windows jittery = new Windows.OwnTimer(2, 0.02);
    SimulatedMove smooth = new SimulatedMove(Pace.smooth(100), jittery, 5, 1_000);
    SimulatedMove bursty = new SimulatedMove(Pace.bursty(100), jittery, 5, 1_000);
    assertThat(SimulatedCell.of(bursty, 201, 4).share()).isEqualTo(1);
    assertThat(SimulatedCell.of(smooth, 201, 4).share()).isLessThan(1);
  }

  @Test
  void theSameSeedGivesTheSame() {
    SimulatedMove move =
        new SimulatedMove(Pace.bursty(100), new Windows.OwnTimer(2, 0.02), 5, CUT_OFF);
    assertThat(SimulatedCell.of(move, 50, 7).seconds())
        .containsExactly(SimulatedCell.of(move, 50, 7).seconds());
  }
}
