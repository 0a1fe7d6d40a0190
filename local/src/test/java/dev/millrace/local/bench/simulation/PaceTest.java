package dev.millrace.local.bench.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;

  @Property
  void asManyHaveComeAsAreDue(
      @ForAll @IntRange(min = 1, max = 50_000) int perSecond,
      @ForAll boolean bursty,
      @ForAll @LongRange(min = 0, max = 50_000_000) long number) {
    Pace pace = bursty ? Pace.bursty(perSecond) : Pace.smooth(perSecond);
    assertThat(pace.countAt(pace.dueNanos(number))).isEqualTo(number + 1);
    assertThat(pace.countAt(pace.dueNanos(number) - 1)).isEqualTo(number);
  }

  @Test
  void aBurstIsOverInTheFirstTwentiethOfASecond() {
    Pace pace = Pace.bursty(100);
    assertThat(pace.countAt(SECOND / 20)).isEqualTo(100);
    assertThat(pace.countAt(SECOND - 1)).isEqualTo(100);
    assertThat(pace.countAt(SECOND)).isEqualTo(101);
    assertThat(Pace.smooth(100).countAt(SECOND / 2)).isEqualTo(51);
  }

  @Test
  void nothingASecondIsNoPace() {
    assertThatThrownBy(() -> Pace.smooth(0)).hasMessageContaining("0 records a second");
  }
}
