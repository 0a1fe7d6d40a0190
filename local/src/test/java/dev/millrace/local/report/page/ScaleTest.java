package dev.millrace.local.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.report.migration.SampleMigrations;
import dev.millrace.local.report.migration.SampleTimelines;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static final double TOLERANCE = 1e-6;

  @Property
  void everyFigureUpToTheHighestIsInsideThePlot(
      @ForAll @DoubleRange(max = 1e9) double highest, @ForAll @DoubleRange(max = 1) double part) {
    ValueScale scale = ValueScale.upTo(highest, 10, 110);
    assertThat(scale.y(highest * part)).isBetween(10 - TOLERANCE, 110 + TOLERANCE);
    assertThat(scale.y(0)).isEqualTo(110);
    assertThat(scale.steps()).isBetween(1, 4);
  }

  @Property
  void timesStayInsideAndHaveAHandfulOfRoundTicks(
      @ForAll @LongRange(min = 0, max = 100_000_000) long from,
      @ForAll @LongRange(min = 1, max = 100_000_000) long length,
      @ForAll @LongRange(min = -100_000_000, max = 300_000_000) long moment) {
    TimeScale time = new TimeScale(from, from + length, 0);
    assertThat(time.x(moment)).isBetween(Frame.LEFT, Frame.RIGHT);
    assertThat(time.ticks())
        .hasSizeLessThanOrEqualTo(11)
        .allMatch(time::shows)
        .doesNotHaveDuplicates();
  }

  @Test
  void clocksCountFromTheOrigin() {
    TimeScale time = new TimeScale(1_000, 200_000, 5_000);
    assertThat(time.clock(5_000)).isEqualTo("00:00");
    assertThat(time.clock(71_999)).isEqualTo("01:06");
    assertThat(time.clock(2_000)).isEqualTo("-00:03");
  }

  @Test
  void aMigrationIsShownWithSomeTimeAroundItThatWasWatched() {
    var report = SampleMigrations.succeeded();
    TimeScale time =
        MigrationWindow.of(report, SampleTimelines.count(), SampleMigrations.ORIGIN).orElseThrow();
    assertThat(time.fromMillis())
        .as("a third of its length before, but not before the first output")
        .isEqualTo(SampleMigrations.ORIGIN);
    assertThat(time.clock(time.untilMillis())).isEqualTo("00:59");
    TimeScale bare = MigrationWindow.of(report, null, SampleMigrations.ORIGIN).orElseThrow();
    assertThat(bare.fromMillis()).isEqualTo(report.phases().get(0).startMillis());
  }
}
