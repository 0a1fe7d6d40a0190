package dev.millrace.local.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Property
  void everyFigureHasItsPlaceInOrderAndTicksAreInSight(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 1e9) Double> figures) {
    Axis axis = Axis.of(figures, 100, 700);
    List<Double> sorted = figures.stream().sorted().toList();
    double before = 100;
    for (double figure : sorted) {
      assertThat(axis.at(figure)).isBetween(before, 700 + 1e-6);
      before = axis.at(figure);
    }
    assertThat(axis.ticks()).hasSizeBetween(2, 15);
    assertThat(axis.ticks()).extracting(Axis.Tick::label).doesNotHaveDuplicates();
    assertThat(axis.ticks()).extracting(Axis.Tick::at).allMatch(at -> at >= 100 && at <= 700);
  }

  @Test
  void largeFactorsMakeItLogarithmicAndZeroForbidsThat() {
    assertThat(Axis.of(List.of(1.0, 29.0), 0, 1).logarithmic()).isFalse();
    assertThat(Axis.of(List.of(1.0, 31.0), 0, 1).logarithmic()).isTrue();
    assertThat(Axis.of(List.of(0.0, 31.0), 0, 1).logarithmic()).isFalse();
  }

  @Test
  void equalFactorsAreEquallyLong() {
    Axis axis = Axis.logarithmic(2, 700, 0, 300);
    assertThat(axis.at(1)).isZero();
    assertThat(axis.at(10)).isEqualTo(100, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(axis.ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("1", "10", "100", "1,000");
  }

  @Test
  void namesOfFiguresBecomeWordsWithUnits() {
    assertThat(FigureName.words("gapP99Millis")).isEqualTo("gap p99, ms");
    assertThat(FigureName.words("cpuNanosPerRecord")).isEqualTo("cpu nanos per record");
    assertThat(FigureName.words("rssMiB")).isEqualTo("rss, MiB");
    assertThat(FigureName.words("ratio")).isEqualTo("ratio");
  }
}
