package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SlicePacingTest {

  // Would catch: mail of acknowledgements that takes slices again and again, and one record
  // between them.
  @Property
  void recordsHaveAtLeastHalfOfTheTimeHoweverOftenMailComes(
      @ForAll @LongRange(min = 1, max = 500_000) long betweenMail,
      @ForAll @LongRange(min = 1, max = 3_000_000) long slice,
      @ForAll long start) {
    SlicePacing pacing = new SlicePacing();
    long now = start;
    long taken = 0;
    for (int mail = 0; mail < 200; mail++) {
      now += betweenMail;
      if (pacing.mayBegin(now)) {
        long begun = now;
        do {
          now += slice;
        } while (pacing.mayGoOn(now));
        assertThat(now - begun).isLessThan(SlicePacing.LONGEST_NANOS + slice + 1);
        taken += now - begun;
        pacing.ended(now);
      }
    }
    long lastSlices = SlicePacing.LONGEST_NANOS + slice;
    assertThat(taken).isPositive().isLessThanOrEqualTo((now - start) / 2 + lastSlices);
  }
}
